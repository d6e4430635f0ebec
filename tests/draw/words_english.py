"""The vocabulary of the English notices: goods, treaty ports, invented signers, sentences."""

from __future__ import annotations

from draw.words import listed

GOODS = listed(
    "Rattan, raw|Kerosene Oil in bulk|Cotton Yarn, grey|Rubber Tyres|Motor-car Parts|Sandalwood|"
    "Sharks' Fins|Bicho de Mar|Galvanised Iron Sheets|Wood Oil|Hog Bristles|Raw Silk, steam filature|"
    "Tea Dust|Wireless Receiving Sets|Aniline Dyes|Artificial Indigo|Cigarette Paper|Condensed Milk|"
    "Flour, wheat|Ginseng, clarified|Mercury|Saltpetre|Window Glass|Sewing-machines|Bicycles and Parts|"
    "Camphor|Playing Cards|Fire-crackers|Tinfoil|Sugar, refined|Coal, bunker|Cement|"
    "Quinine and Salts of Quinine|Sulphur|Woollen Piece Goods|Timber, soft-wood|Cuttle-fish|"
    "Groundnuts in shell|Sesamum Seed",
    "|",
)
PORTS = listed(
    "Shanghai|Tientsin|Kiaochow|Chefoo|Weihaiwei|Hankow|Kiukiang|Wuhu|Nanking|Chinkiang|Soochow|"
    "Hangchow|Ningpo|Wenchow|Santuao|Foochow|Amoy|Swatow|Canton|Kowloon|Lappa|Kongmoon|Samshui|Wuchow|"
    "Nanning|Lungchow|Pakhoi|Kiungchow|Mengtsz|Szemao|Tengyueh|Chungking|Wanhsien|Ichang|Shasi|Changsha|"
    "Yochow|Antung|Dairen|Newchwang|Harbin|Aigun|Hunchun",
    "|",
)
NAMES = listed(
    "A. R. Thornbury|F. W. Maltby|L. K. Hargreaves|J. C. Pelham|H. St. J. Wickford|C. N. Oakshott|"
    "W. B. Renshaw|P. D. Lorrimer|Ho Shu-yuan|Ting Kwei-ming|E. G. Stapleton|O. M. Verrall",
    "|",
)
OPENINGS = (
    "I have to inform you that, in accordance with instructions received from the Kuan-wu Shu, {good} "
    "imported from abroad is to be treated as follows:",
    "With reference to previous instructions on the subject of {good}, I append, for your information "
    "and guidance, the ruling now given by the Government:",
    "Representations having been made by the Chamber of Commerce at {port} concerning the examination "
    "of {good}, the following procedure has been approved:",
)
POINTS = (
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
