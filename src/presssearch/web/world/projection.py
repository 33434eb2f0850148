"""Equal Earth: degrees -> places on the map, which shows areas in their true proportion.

Šavrič, Patterson and Jenny, The Equal Earth map projection, International Journal of Geographical Information
Science 33 (2019): a polynomial of the parametric latitude.
"""

from math import asin, cos, radians, sin, sqrt

WIDTH, HEIGHT = 1000, 438  # of the map, from 84° north to 58° south, where no ministry is

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_SCALE = WIDTH / 2 / 2.706629  # the half of the equator is that long
_TOP = 1.307


def place_on_map(latitude: float, longitude: float) -> tuple[float, float]:
    """From the left and from the top, in units of WIDTH and HEIGHT. Degrees, north and east positive."""
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = radians(longitude) * cos(angle) / (_M * slope)
    y = angle * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return WIDTH / 2 + _SCALE * x, _SCALE * (_TOP - y)
