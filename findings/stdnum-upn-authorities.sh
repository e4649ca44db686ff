#!/usr/bin/env bash
# python-stdnum calls the pupil numbers of eight authorities that exist, and of all Wales, invalid.
#
# Found with python-stdnum 2.2, module stdnum.gb.upn.
# A Unique Pupil Number begins with a check letter and the number of the local authority that gave it. The module has a
# list of authorities that ends before 2019, and says InvalidComponent to numbers of authorities that were made since
# (Dorset 838; Bournemouth, Christchurch and Poole 839; North and West Northamptonshire 940 and 941; Cumberland 942;
# Westmorland and Furness 943) and to those of Wales (660 to 681). Their check letters are right. The numbers below are
# made up. Numbers of authorities: get-information-schools.service.gov.uk.
# So: whoever looks for pupil numbers in a text goes by the check letter, and not by a list of authorities.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "python-stdnum==2.2"
"$folder/venv/bin/python" - <<'P'
import sys
from importlib.metadata import version
from stdnum.exceptions import InvalidComponent
from stdnum.gb import upn

print("python-stdnum", version("python-stdnum"))
told = {}
for authority in ("825", "933", "838", "839", "940", "941", "942", "943", "660", "681"):
    digits = f"{authority}320012001"
    number = upn.calc_check_digit(digits) + digits
    try:
        told[authority] = "valid" if upn.validate(number) else ""
    except InvalidComponent:
        told[authority] = "InvalidComponent"
    print(authority, number, told[authority])
as_found = list(told.values()) == ["valid"] * 2 + ["InvalidComponent"] * 8
print("as found" if as_found else "changed: the list of authorities is another")
sys.exit(not as_found)
P
