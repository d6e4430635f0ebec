"""English words and sentences of the second family of pages: port notices, returns of trade, instructions."""

from __future__ import annotations

from draw.words import listed

WARES = listed(
    "shirtings, grey|cotton flannel|oil cake|bean oil|pig iron|antimony regulus|tin plates|window glass|wood-pulp|"
    "galangal|cassia lignea|nutgalls|rhubarb|hog bristles|straw braid|camel's wool|cowhides|pongees|tussah silk|"
    "lamp-black|indigo paste|gypsum|borax|caustic soda|soda ash|sulphate of "
    "ammonia|quicksilver|isinglass|agar-agar|"
    "bêche-de-mer|sharks' fins|cuttle-fish|vermicelli|groundnuts in shell|sesamum "
    "seed|tallow|matting|fire-crackers|"
    "kerosene in bulk|lubricating oil|sewing machines|galvanised wire|condensed milk|macaroni|clocks", "|"
)  # fmt: skip
HARBOURS = listed(
    "Chefoo|Newchwang|Antung|Dairen|Chinwangtao|Weihaiwei|Tsingtau|Hankow|Ichang|Chungking|Wanhsien|Shasi|Yochow|"
    "Kiukiang|Wuhu|Chinkiang|Soochow|Ningpo|Wenchow|Santuao|Foochow|Amoy|Swatow|Lappa|Samshui|Wuchow|Nanning|"
    "Kiungchow|Pakhoi|Lungchow|Mengtsz|Tengyueh|Aigun|Harbin|Hunchun", "|"
)  # fmt: skip
VESSELS = listed(
    "Fei Hoo|Ping Ching|Liu Hsing|Hai Hsing|Tung Wo|Poyang|Suiwo|Kiang Yung|Wosang|Anking|Li Kin", "|"
)
SENTENCES = (
    "Masters of steam-launches towing lighters between the anchorage and the {harbour} jetties are reminded that a "
    "Cargo Certificate, in duplicate, must be handed to the Tidewaiter on board.",
    "The bucket-dredger will be at work {n2} feet to the N.E. of the {harbour} bar from the {day} instant; vessels "
    "should pass at slow speed, leaving two black balls on the port hand.",
    "{Ware} and {ware}, hitherto passed free, will pay Hk.Tls. {sum} per picul until further orders.",
    "A seizure of {n3} catties of {ware} was effected by the Out-door Staff on board the s.s. {vessel} "
    "(Reg. No. {n4}).",
    "The Fourth Assistant (B), Mr. {initials} {surname}, is transferred to {harbour}; he will be paid up to and "
    "including the {day} and should draw a transfer allowance of $ {sum}.",
    "The average of the Customs values of {ware} declared at {harbour} during the quarter was £{n2} "
    "1{d1}s. {d1}d. a ton, "
    "against £{n2} 7s. {d1}½d. a year ago.",
    "Returns A, C, and F are to reach this office not later than the {day} of each month; blanks (Form "
    "G.—{n2}) may be "
    "had on application to the Statistical Secretary.",
    "Should the packages prove, on examination, to contain {ware} not covered by the invoice, the whole "
    "consignment is "
    "liable to confiscation under Rule {roman} of the Joint Investigation Rules.",
    "Typhoon gun, {harbour}: three rounds fired at intervals of ten seconds will signify that the centre "
    "is expected "
    "within {n2} miles.",
    "Bonded warehouse No. {d1} (godown “{letter}”) has been gazetted for the storage of {ware}, subject "
    "to a fee of {d1}% "
    "ad valorem.",
    "Exporters are at liberty to appeal within {n2} days; the appeal should be addressed to the Superintendent and "
    "bear a revenue stamp of {n2} cents.",
    "Lat. {n2}° {n2}′ N., long. 12{d1}° {n2}′ E.: the light is a group flashing white every {n2} "
    "seconds, visible {n2} miles "
    "in clear weather.",
)
TITLES = (
    "NOTICE TO MARINERS", "RETURN OF CONFISCATIONS", "{Ware}: tariff classification of", "Tonnage Dues "
    "Certificates",
    "Overtime Permits and Fees", "Auction of Seized {Ware}", "Movements in the Service", "Harbour "
    "Regulations, {harbour}",
)  # fmt: skip
NUMBERS = (
    "Notification No. {n3}", "Harbour Notification No. {n2} of {year}", "I.G. despatch No. {n4}/{n5}",
    "Tientsin Customs Order No. {n3}", "S/O Circular No. {n2}",
)  # fmt: skip
HEADS = ("Description of Goods", "Unit", "Quantity", "Value, Hk.Tls.", "Duty")
