"""Points that the packaged data lack or have wrong. Each is the town's own position, rounded to a hundredth of a degree
(GeoNames, CC BY 4.0); the packaged longitude of Majuro has its sign turned."""

CORRECTED_POINTS = {
    "96917": (13.27, 144.75),  # Inarajan, Guam
    "96939": (7.50, 134.62),  # Ngerulmud, Palau
    "96941": (6.96, 158.21),  # Kolonia, Pohnpei
    "96942": (7.45, 151.84),  # Weno, Chuuk
    "96943": (9.51, 138.13),  # Colonia, Yap
    "96944": (5.32, 163.01),  # Tofol, Kosrae
    "96960": (7.09, 171.38),  # Majuro, Marshall Islands
    "96970": (8.78, 167.74),  # Ebeye, Marshall Islands
}
