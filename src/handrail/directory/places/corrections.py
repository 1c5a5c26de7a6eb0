"""Points that the packaged data lack or have wrong: each is the town's own, to a hundredth of a degree.

Source: GeoNames, CC BY 4.0. The packaged longitude of Majuro has its sign turned; the packaged points of the Alaskan
villages lie 40 to 110 miles from them, in the middle of some larger area.
"""

CORRECTED_POINTS = {
    "96917": (13.27, 144.75),  # Inarajan, Guam
    "96939": (7.50, 134.62),  # Ngerulmud, Palau
    "96941": (6.96, 158.21),  # Kolonia, Pohnpei
    "96942": (7.45, 151.84),  # Weno, Chuuk
    "96943": (9.51, 138.13),  # Colonia, Yap
    "96944": (5.32, 163.01),  # Tofol, Kosrae
    "96960": (7.09, 171.38),  # Majuro, Marshall Islands
    "96970": (8.78, 167.74),  # Ebeye, Marshall Islands
    "99558": (62.66, -160.21),  # Anvik, Alaska
    "99571": (55.20, -162.71),  # Cold Bay, Alaska
    "99573": (61.96, -145.31),  # Copper Center, Alaska
    "99590": (62.91, -160.07),  # Grayling, Alaska
    "99637": (60.53, -165.10),  # Toksook Bay, Alaska
    "99683": (62.31, -150.23),  # Trapper Creek, Alaska
    "99723": (71.29, -156.79),  # Utqiagvik, Alaska
    "99741": (64.74, -156.93),  # Galena, Alaska
    "99768": (64.74, -155.49),  # Ruby, Alaska
    "99923": (55.92, -130.02),  # Hyder, Alaska
}
