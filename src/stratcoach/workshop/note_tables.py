"""Tables of notes, as spreadsheets, whiteboards and forms save them: rows out of a text, and which columns are notes and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from stratcoach.workshop.people import Person, person_called

Rows = list[list[str]]

DELIMITERS: Final = (",", ";", "\t", "|")
_NONE: Final = "\x00"
_SAMPLE: Final = 20_000
_ROWS: Final = 200
"""Characters by which the delimiter is recognised, and rows by which the columns are."""
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?[ \t]*(?:\n|\Z)', re.IGNORECASE)

_TEXTS: Final = frozenset(
    """
    text, note, notes, content, contents, statement, title, card, sticky, idea, ideas, description, body, message, comment,
    answer, response, notiz, notizen, inhalt, idee, ideen, karte, beschreibung, beitrag, nachricht, kommentar, antwort, aussage,
    texte, contenu, idée, idées, carte, réponse, commentaire, remarque, énoncé, nota, notas, texto, contenido, tarjeta,
    descripción, respuesta, comentario, mensaje, testo, contenuto, scheda, descrizione, risposta, commento, messaggio,
    conteúdo, ideia, cartão, descrição, resposta, comentário, notitie, notities, tekst, inhoud, kaart, antwoord, opmerking
    """.strip()
    .replace("\n    ", " ")
    .split(", ")
)
_NAMES: Final = frozenset(
    """
    author, name, by, created by, person, participant, owner, user, full name, your name, from, autor, autorin, verfasser,
    erstellt von, von, teilnehmer, nutzer, benutzer, ihr name, auteur, nom, votre nom, par, créé par, personne, nombre,
    tu nombre, creado por, por, persona, autore, nome, creato da, da, criado por, naam, je naam, gemaakt door, door
    """.strip()
    .replace("\n    ", " ")
    .split(", ")
)
"""What columns of notes and of names are called. A table with other words above them is read by what is in its columns."""
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_ADDRESS: Final = re.compile(r"[^\s@]++@[^\s@.]++(?:\.[^\s@.]++)++|https?://\S+")
_PLAIN: Final = re.compile(r"[^\w\s]+")


class Columns(NamedTuple):
    """Which columns hold notes, which one the names or the addresses of who wrote them; `first` is the first row of notes."""

    notes: tuple[int, ...]
    name: int | None = None
    address: int | None = None
    first: int = 0


def read_table(text: str) -> Rows:
    """The rows of a table with the delimiter that it names or uses; a list of one column is a table, too."""
    if said := _SEPARATOR_LINE.match(text):
        return _filled(split(text[said.end() :], said[1]))
    return _filled(split(text, _delimiter(text)))


def _delimiter(text: str) -> str:
    """What stands between the cells, by how even the first rows come out; one that occurs nowhere for a list of one column."""
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1] or text[:_SAMPLE]
    found = [(rows, delimiter) for delimiter in DELIMITERS if (rows := _filled(split(sample, delimiter)))]
    if not found:
        return _NONE
    rows, delimiter = max(found, key=lambda one: _evenness(one[0]))
    is_prose = delimiter in ",;" and not _is_head(rows[0]) and _reads_like_prose(rows)
    return _NONE if is_prose or _evenness(rows) == 0 else delimiter


def _filled(rows: Rows) -> Rows:
    return [row for row in rows if any(cell.strip() for cell in row)]


def _evenness(rows: Rows) -> float:
    """How many rows have as many cells as most have, where that is more than one."""
    width, count = Counter(map(len, rows)).most_common(1)[0]
    widest = len(rows[0])
    if _is_head(rows[0]) and widest > 1:
        return 1 + sum(len(row) <= widest for row in rows) / len(rows)
    return count / len(rows) if width > 1 else 0


def _reads_like_prose(rows: Rows) -> bool:
    """Whether what stands behind the delimiters goes on like a sentence, with a space before it, or rows are uneven."""
    later = [cell for row in rows for cell in row[1:] if cell]
    return len({len(row) for row in rows}) > 1 or sum(cell.startswith(" ") for cell in later) * 2 > len(later)


def split(text: str, delimiter: str) -> Rows:
    """Split a text into rows and cells. A quote that is never closed is a sign like any other, and ends nothing."""
    rows: Rows = [[]]
    at = unclosed = 0
    while at <= len(text):
        end, is_closed = _closing(text, at, delimiter) if text[at : at + 1] == '"' and at >= unclosed else (unclosed, False)
        unclosed = unclosed if is_closed else end  # up to there no quote is closed: nobody has to look again
        cell, at = (text[at + 1 : end].replace('""', '"'), end + 1) if is_closed else _bare(text, at, delimiter)
        rows[-1].append(cell)
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _bare(text: str, at: int, delimiter: str) -> tuple[str, int]:
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    end = text.find(delimiter, at, line)
    end = line if end < 0 else end
    return text[at:end], end


def _closing(text: str, at: int, delimiter: str) -> tuple[int, bool]:
    """Where the quote that opens a cell is closed, and True; else how far it was looked for: where another cell opens one in a
    later line, or the end.
    """
    ends, here = {delimiter, "\n", ""}, at + 1
    line = text.find("\n", at)
    while (here := text.find('"', here)) >= 0:
        after = text[here + 1 : here + 2]
        if after == '"':
            here += 2
        elif after in ends:
            return here, True
        elif text[here - 1] in ends and 0 <= line < here:
            return here, False
        else:
            here += 1
    return len(text) + 1, False


# ---- which column is what


def columns_of(rows: Rows, people: Sequence[Person]) -> Columns:
    """Say which columns hold notes and names: by the words above them, or else by what is in them."""
    head = [_plain(cell) for cell in rows[0]]
    has_head = _is_head(rows[0])
    body = rows[has_head : has_head + _ROWS]
    width = max(map(len, body or rows))
    cells = [[row[at].strip() for row in body if at < len(row) and row[at].strip()] for at in range(width)]
    name = next((at for at, word in enumerate(head) if word in _NAMES), None) if has_head else None
    if name is None:
        name = next((at for at, found in enumerate(cells) if width > 1 and _are_names(found, people)), None)
    address = next((at for at, found in enumerate(cells) if found and all("@" in one for one in found) and at != name), None)
    said = [at for at, word in enumerate(head) if word in _TEXTS] if has_head else []
    texts = said[:1] or [at for at, found in enumerate(cells) if at != name and _are_notes(found)]
    if not has_head and len(texts) > 1:
        texts = [max(texts, key=lambda at: sum(len(cell.split()) for cell in cells[at]))]
    if not texts and width == 1:
        texts = [0]
    return Columns(tuple(texts), name, address, int(has_head))


def _plain(cell: str) -> str:
    return " ".join(_PLAIN.sub(" ", cell).lower().split())


def _is_head(row: Sequence[str]) -> bool:
    """Whether a first row names columns: one of a note, or two of any sort."""
    words = [_plain(cell) for cell in row]
    known = sum(word in _NAMES or word in _TEXTS for word in words)
    is_form = len(row) > 2 and any(word in ("timestamp", "id") or "time" in word.split() for word in words)
    is_form = is_form or (len(row) > 1 and any(cell.strip().endswith(("?", "?*")) for cell in row[1:]))
    return known > 1 or is_form or (known == 1 and (len(row) > 1 or words[0] in _TEXTS))


def _are_names(cells: Sequence[str], people: Sequence[Person]) -> bool:
    """Whether most cells of a column are people who are here."""
    return sum(person_called(cell, people) is not None for cell in cells) * 2 > len(cells) > 0


def _are_notes(cells: Sequence[str]) -> bool:
    """Whether a column holds what people wrote: words, and not times, numbers, addresses or one of a few kinds again and again."""
    if not cells:
        return False
    words = [cell for cell in cells if any(map(str.isalpha, cell)) and not _ADDRESS.fullmatch(cell) and not _is_time(cell)]
    if len(words) * 2 <= len(cells):
        return False
    is_kind = len(cells) > 3 and len(set(words)) * 2 <= len(words) and all(len(cell.split()) < 3 for cell in words)
    return not is_kind and any(len(cell.split()) > 1 or not cell.isascii() for cell in words)


def _is_time(cell: str) -> bool:
    return bool(_CLOCK.search(cell) and _DATE.search(cell)) and len(cell.split()) < 5
