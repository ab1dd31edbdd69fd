r"""Commands that LaTeX itself does not have but files of whole fields of science use. Imports the standard library.

Journals as the AAS and ADS write them (``\apj``), numbers with units (``\SI{5}{\km}``, siunitx), formulas of chemistry
(``\ce{H2O}``, mhchem) and signs of aastex. They are read as what they print, and the commands come out again, because
the document that had them loads their package; the report of an export names it. Only these may pass, with arguments
that hold nothing but numbers, letters and known units: none of them reads, writes or defines anything.
"""

import re
from collections.abc import Iterator, Mapping


def _table(text: str) -> dict[str, str]:
    """Lines of a name and what it stands for."""
    pairs = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return {name: meaning.strip() for name, meaning in pairs}


#: The list of the ADS ("Journal macros for BibTeX references").
JOURNALS: Mapping[str, str] = _table(
    """
    aap Astronomy and Astrophysics
    aapr Astronomy and Astrophysics Reviews
    aaps Astronomy and Astrophysics, Supplement
    actaa Acta Astronomica
    aj Astronomical Journal
    ao Applied Optics
    aplett Astrophysics Letters
    apj Astrophysical Journal
    apjl Astrophysical Journal, Letters
    apjs Astrophysical Journal, Supplement
    applopt Applied Optics
    apspr Astrophysics Space Physics Research
    apss Astrophysics and Space Science
    araa Annual Review of Astron and Astrophys
    azh Astronomicheskii Zhurnal
    baas Bulletin of the AAS
    bac Bulletin of the Astronomical Institutes of Czechoslovakia
    bain Bulletin Astronomical Institute of the Netherlands
    caa Chinese Astronomy and Astrophysics
    cjaa Chinese Journal of Astronomy and Astrophysics
    fcp Fundamental Cosmic Physics
    gca Geochimica Cosmochimica Acta
    grl Geophysics Research Letters
    iaucirc IAU Circulars
    icarus Icarus
    jcap Journal of Cosmology and Astroparticle Physics
    jcp Journal of Chemical Physics
    jgr Journal of Geophysics Research
    jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
    jrasc Journal of the RAS of Canada
    memras Memoirs of the RAS
    memsai Mem. Societa Astronomica Italiana
    mnras Monthly Notices of the RAS
    na New Astronomy
    nar New Astronomy Review
    nat Nature
    nphysa Nuclear Physics A
    pasa Publications of the Astron. Soc. of Australia
    pasj Publications of the ASJ
    pasp Publications of the ASP
    physrep Physics Reports
    physscr Physica Scripta
    planss Planetary Space Science
    pra Physical Review A: General Physics
    prb Physical Review B: Solid State
    prc Physical Review C
    prd Physical Review D
    pre Physical Review E
    prl Physical Review Letters
    procspie Proceedings of the SPIE
    psj Planetary Science Journal
    qjras Quarterly Journal of the RAS
    rmxaa Revista Mexicana de Astronomia y Astrofisica
    skytel Sky and Telescope
    solphys Solar Physics
    sovast Soviet Astronomy
    ssr Space Science Reviews
    zap Zeitschrift fuer Astrophysik
    """
)
_AASTEX: Mapping[str, str] = {"arcsec": "″", "arcmin": "′", "arcdeg": "°", "degr": "°", "micron": "μm", "sun": "☉"}
_PREFIXES: Mapping[str, str] = {
    "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n", "micro": "μ", "milli": "m",
    "centi": "c", "deci": "d", "deca": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T",
    "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_UNITS: Mapping[str, str] = {
    "meter": "m", "metre": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W",
    "coulomb": "C", "volt": "V", "farad": "F", "ohm": "Ω", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H",
    "celsius": "°C", "degreeCelsius": "°C", "lumen": "lm", "lux": "lx", "becquerel": "Bq", "gray": "Gy",
    "sievert": "Sv", "katal": "kat", "minute": "min", "hour": "h", "day": "d", "degree": "°", "arcminute": "′",
    "arcsecond": "″", "hectare": "ha", "liter": "L", "litre": "L", "tonne": "t", "electronvolt": "eV", "dalton": "Da",
    "bel": "B", "decibel": "dB", "neper": "Np", "percent": "%", "bit": "bit", "byte": "B", "bar": "bar",
    "angstrom": "Å", "barn": "b", "astronomicalunit": "au", "radian": "rad", "steradian": "sr",
} | {name: name for name in """
    pm nm mm cm dm km fm fs ps ns ms s m g mg kg Hz mHz kHz MHz GHz THz eV meV keV MeV GeV TeV K mK V mV kV A mA W mW kW
    MW GW J kJ N mN kN Pa kPa MPa hPa mol mmol L mL dB T F pF H C Bq rad
    """.split()} | {"um": "μm", "us": "μs", "ug": "μg", "uL": "μL", "uA": "μA", "uW": "μW"}  # fmt: skip # noqa: SIM905
_POWERS: Mapping[str, str] = {"squared": "²", "cubed": "³"}
_WORDS: Mapping[str, str] = {"per": "/", "square": "", "cubic": "", "of": " ", "cdot": "·"}


def _one_of(names: Mapping[str, str]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")(?![A-Za-z@])"


_PLAIN = r"[^{}\\$%#&~\[\]]*"
_OPTIONS = rf"\s*(?:\[{_PLAIN}\]\s*)?"
_NUMBER = rf"\{{{_PLAIN}\}}"
_UNIT_PIECE = rf"\\{_one_of({**_PREFIXES, **_UNITS, **_POWERS, **_WORDS})}|\\(?:tothe|raiseto)\{{-?\d+\}}"
_UNIT = rf"\{{(?:[\w\s.,/·-]|\^\{{?-?\d\}}?|\\[ ,]|~|{_UNIT_PIECE})*+\}}"
_CHEMISTRY = r"\{(?:[^{}\\$%#&~]|\{[^{}\\$%#&~]*\})*+\}"
#: A whole command with its arguments.
COMMAND = re.compile(
    rf"\\(?:(?P<quantity>(?:SI|qty){_OPTIONS}{_NUMBER}{_OPTIONS}{_UNIT})"
    rf"|(?P<range>(?:SI|qty|num)range{_OPTIONS}{_NUMBER}\s*{_NUMBER}(?:\s*{_UNIT})?)"
    rf"|(?P<unit>(?:si|unit){_OPTIONS}{_UNIT})"
    rf"|(?P<number>num{_OPTIONS}{_NUMBER})|(?P<angle>ang{_OPTIONS}{_NUMBER})"
    rf"|(?P<chemistry>ce\s*{_CHEMISTRY})"
    rf"|(?P<ion>ion\s*\{{[A-Z][a-z]?\}}\s*\{{\w{{1,6}}\}})"
    rf"|(?P<journal>{_one_of(JOURNALS)})|(?P<sign>{_one_of(_AASTEX)}))"
)
#: The same for within another pattern.
PATTERN = re.sub(r"\?P<\w+>", "?:", COMMAND.pattern)
_GROUP = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_TOKEN_OF_UNIT = re.compile(r"\\([A-Za-z]+)(?:\{(-?\d+)\})?|\^\{?(-?\d)\}?|[~.\s]+|\\[ ,]|.")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PACKAGES: Mapping[str, str] = {
    "quantity": "siunitx", "range": "siunitx", "unit": "siunitx", "number": "siunitx", "angle": "siunitx",
    "chemistry": "mhchem", "ion": "aastex", "sign": "aastex", "journal": "aastex or aas_macros",
}  # fmt: skip


def read(text: str) -> str:
    """``text`` with these commands as what they print: ``\\SI{5}{\\kilo\\meter}`` as 5 km, ``\\apj`` as the journal."""
    return COMMAND.sub(_read, text)


def needed(text: str) -> Iterator[tuple[str, str]]:
    """(command, package) of what of these stands in ``text``, each command once."""
    found = dict.fromkeys(
        (re.match(r"\\[A-Za-z]+", match.group())[0], _PACKAGES[match.lastgroup or ""])  # type: ignore[index]
        for match in (COMMAND.finditer(text) if "\\" in text else ())
    )
    yield from found


def _read(match: re.Match[str]) -> str:
    kind, said = match.lastgroup or "", match.group()
    if kind == "journal":
        return JOURNALS[said[1:]]
    if kind == "sign":
        return _AASTEX[said[1:]]
    groups = [group.strip() for group in _GROUP.findall(said)]
    if kind == "chemistry":
        return re.sub(r"[{}]", "", groups[0])
    if kind == "ion":
        return " ".join(groups)
    if kind in {"quantity", "unit"}:
        groups[-1] = _unit(groups[-1])
    if kind == "range":
        return " ".join(["–".join(groups[:2]), *map(_unit, groups[2:])])
    return groups[0] + "°" * ("°" not in groups[0]) if kind == "angle" else " ".join(filter(None, groups))


def _unit(said: str) -> str:
    """``\\metre\\per\\second\\squared`` as m/s²."""
    pieces: list[str] = []
    power, glued = "", True  # what the next unit is raised to; whether it stands against what is before it
    for match in _TOKEN_OF_UNIT.finditer(said):
        name, exponent = match[1], match[2] or match[3]
        if exponent or name in _POWERS:
            pieces.append(_POWERS.get(name) or exponent.translate(_RAISED))
        elif name in {"square", "cubic"}:
            power = "²" if name == "square" else "³"
        elif name in _UNITS:
            pieces.append(" " * (not glued) + _UNITS[name] + power)
            power, glued = "", False
        elif name in _PREFIXES:
            pieces.append(" " * (not glued) + _PREFIXES[name])
            glued = True
        else:
            pieces.append(_WORDS[name] if name else match[0] if match[0].strip("~. \\,") else " ")
            glued = True
    return "".join(pieces).strip()
