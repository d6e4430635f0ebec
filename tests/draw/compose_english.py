"""Composes English notices of the Maritime Customs: Inspector General's Circulars and Customs Notices."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from draw.notice import Notice
from draw.numerals import english_date
from draw.truth import RelationTruth

_GOODS = [
    "Rattan, raw",
    "Kerosene Oil in bulk",
    "Cotton Yarn, grey",
    "Rubber Tyres",
    "Motor-car Parts",
    "Sandalwood",
    "Sharks' Fins",
    "Bicho de Mar",
    "Galvanised Iron Sheets",
    "Wood Oil",
    "Hog Bristles",
    "Raw Silk, steam filature",
    "Tea Dust",
    "Wireless Receiving Sets",
    "Aniline Dyes",
    "Artificial Indigo",
    "Cigarette Paper",
    "Condensed Milk",
    "Flour, wheat",
    "Ginseng, clarified",
    "Mercury",
    "Saltpetre",
    "Window Glass",
    "Sewing-machines",
    "Bicycles and Parts",
    "Camphor",
    "Playing Cards",
    "Fire-crackers",
    "Tinfoil",
    "Sugar, refined",
    "Coal, bunker",
    "Cement",
    "Quinine and Salts of Quinine",
    "Sulphur",
    "Woollen Piece Goods",
    "Timber, soft-wood",
    "Cuttle-fish",
    "Groundnuts in shell",
    "Sesamum Seed",
]
_PORTS = [
    "Shanghai",
    "Tientsin",
    "Kiaochow",
    "Chefoo",
    "Weihaiwei",
    "Hankow",
    "Kiukiang",
    "Wuhu",
    "Nanking",
    "Chinkiang",
    "Soochow",
    "Hangchow",
    "Ningpo",
    "Wenchow",
    "Santuao",
    "Foochow",
    "Amoy",
    "Swatow",
    "Canton",
    "Kowloon",
    "Lappa",
    "Kongmoon",
    "Samshui",
    "Wuchow",
    "Nanning",
    "Lungchow",
    "Pakhoi",
    "Kiungchow",
    "Mengtsz",
    "Szemao",
    "Tengyueh",
    "Chungking",
    "Wanhsien",
    "Ichang",
    "Shasi",
    "Changsha",
    "Yochow",
    "Antung",
    "Dairen",
    "Newchwang",
    "Harbin",
    "Aigun",
    "Hunchun",
]
_NAMES = [
    "A. R. Thornbury",
    "F. W. Maltby",
    "L. K. Hargreaves",
    "J. C. Pelham",
    "H. St. J. Wickford",
    "C. N. Oakshott",
    "W. B. Renshaw",
    "P. D. Lorrimer",
    "Ho Shu-yuan",
    "Ting Kwei-ming",
    "E. G. Stapleton",
    "O. M. Verrall",
]
_OPENINGS = (
    "I have to inform you that, in accordance with instructions received from the Kuan-wu Shu, {good} "
    "imported from abroad is to be treated as follows:",
    "With reference to previous instructions on the subject of {good}, I append, for your information "
    "and guidance, the ruling now given by the Government:",
    "Representations having been made by the Chamber of Commerce at {port} concerning the examination "
    "of {good}, the following procedure has been approved:",
)
_POINTS = (
    "Duty is leviable on {good} at the rate of {rate} per cent. ad valorem, the duty-paying value "
    "being the wholesale market value at {port} less {less} per cent.",
    "Applications for the release of {good} under bond are to be made in triplicate, and must show the "
    "marks, numbers, weight, and value of each package.",
    "Consignments of {good} passing through {port} in transit to {port2} may be released on deposit of "
    "{sum}, to be refunded on proof of arrival within {months} months.",
    "Any cargo found to have been discharged without a permit will be liable to confiscation, and the "
    "vessel to a fine not exceeding {sum}.",
    "Commissioners should report quarterly the quantities of {good} passed, and should at once bring "
    "to notice any attempt at evasion.",
    "The fee for each special permit issued outside Customs hours is raised from Hk.Tls. {less} to "
    "Hk.Tls. {rate}.",
    "Officers of the Out-door Staff are to be warned that packages weighing over {months}00 catties "
    "must be weighed on the wharf scales and not on board.",
)


def compose(rng: Random, signed: date, sequence: int, circular: bool) -> Notice:
    """A Circular (`circular`) or a Customs Notice of the day `signed`."""
    good = rng.choice(_GOODS)
    points = [_fill(rng, text, good) for text in rng.sample(_POINTS, rng.randint(2, 5))]
    old = sequence - rng.randint(10, 90)
    relations: list[RelationTruth] = []
    name, port = rng.choice(_NAMES), rng.choice(_PORTS)
    if circular:
        printed = f"Inspector General's Circular No. {sequence} (Second Series)"
        number = f"I.G. Circular No. {sequence} (Second Series)"
        target = f"I.G. Circular No. {old}"
        clause = f"Inspector General's Circular No. {old} is hereby cancelled"
        opening = _fill(rng, rng.choice(_OPENINGS), good)
        body = ["SIR,", f"1.—{opening}", *(f"{at}.—{text}" for at, text in enumerate(points, 2))]
        effective, start = _start(rng, signed)
        body.append(f"{len(points) + 2}.—These instructions take effect from {start}.")
        if rng.random() < 0.6:
            body[-1] += f" {clause}."
            relations.append(RelationTruth("repeals", target, "", clause))
        body.append("I am, Sir, Your obedient Servant,")
        signers = (name, "Inspector General.")
        lines, kind, issuer = (printed,), "circular", "Inspectorate General of Customs"
        addressee = rng.choice(
            ("The Commissioners of Customs.", f"The Commissioner of Customs, {port.upper()}.")
        )
        title = rng.choice((f"{good}: duty treatment of", f"{good}: new procedure for the release of"))
    else:
        number = f"Customs Notice No. {sequence}"
        target = f"Customs Notice No. {old}"
        clause = f"{target} is hereby withdrawn"
        effective, start = _start(rng, signed)
        body = [
            f"It is hereby notified for the information of the public that, on and after {start}, the "
            "following rules will be in force at this port:",
            *(f"({chr(96 + at)}) {text}" for at, text in enumerate(points, 1)),
        ]
        if rng.random() < 0.6:
            body.append(f"{clause}.")
            relations.append(RelationTruth("repeals", target, "", clause))
        signers = (name, "Commissioner of Customs.")
        lines, kind, issuer = (number,), "notice", f"Custom House, {port}"
        addressee, title = "", rng.choice((f"Importation of {good}", f"Examination of {good} at {port}"))
    return Notice(
        title=title, doc_number=number, number_lines=lines, kind=kind, issuers=(issuer,), signed=signed,
        date_printed=english_date(signed), effective=effective, body=tuple(body), addressee=addressee,
        signers=signers, cites=tuple(item.target for item in relations), relations=tuple(relations),
    )  # fmt: skip


def _start(rng: Random, signed: date) -> tuple[date, str]:
    day = signed + timedelta(days=rng.randint(4, 45))
    return day, f"the {english_date(day)}"


def _fill(rng: Random, text: str, good: str) -> str:
    first, second = rng.sample(_PORTS, 2)
    return text.format(
        good=good, port=first, port2=second, rate=rng.choice((5, 7, 10, 12, 15, 20, 30)), less=rng.randint(2, 14),
        sum=f"Hk.Tls. {rng.randint(1, 9)},{rng.randint(0, 9)}00", months=rng.randint(2, 12),
    )  # fmt: skip
