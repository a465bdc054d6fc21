# SPDX-License-Identifier: Apache-2.0
"""What Python's json makes of each of many JSON texts: the other side of JSONReferenceTests.

Standard input: texts in hexadecimal, one a line. Standard output: for each a line, `error`, or the text in the form that
both sides write: members sorted by name, numbers as written, strings as the hexadecimal digits of their UTF-8.

Python is made to differ where Keyward follows Go on purpose: a byte that is not UTF-8 and a lone surrogate are U+FFFD
each, NULs around a text are skipped, and so is a byte order mark.
"""

import codecs
import json
import re
import sys

LONE = re.compile("[\ud800-\udfff]")


class Number(str):
    pass


def refuse(constant):
    raise ValueError(constant)


def string(text):
    return LONE.sub("\ufffd", text)


def members(pairs):
    # Names become equal before the last of them counts.
    return {string(name): value for name, value in pairs}


def canonical(value):
    if isinstance(value, Number):
        return "n" + value
    if isinstance(value, str):
        return '"' + string(value).encode().hex() + '"'
    if isinstance(value, dict):
        inside = sorted((name.encode(), member) for name, member in value.items())
        return "{" + ",".join(name.hex() + ":" + canonical(member) for name, member in inside) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return {True: "true", False: "false", None: "null"}[value]


codecs.register_error("go", lambda error: ("\ufffd", error.start + 1))
decoder = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=refuse, object_pairs_hook=members)
for line in sys.stdin:
    raw = bytes.fromhex(line).rstrip(b"\0").lstrip(b"\0")
    raw = raw[3:] if raw.startswith(b"\xef\xbb\xbf") else raw
    try:
        text = raw.decode("utf-8", "go")
        print(canonical(decoder.decode(text)))
    except ValueError:
        print("error")
