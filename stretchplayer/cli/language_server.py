"""The language server: what `check` and the editor know, in any editor that speaks the protocol (LSP 3.17).

Mistakes with their remedies, completion, help under the pointer and the standard form come from the very reader that
plays the file. Lines and columns of ours count characters; the protocol counts in the client's units, and pygls changes
one into the other.
"""

import asyncio
import re
from functools import cache
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from stretchplayer import __version__
from stretchplayer.authoring.completion import Completion, Names, complete
from stretchplayer.authoring.describing import describe, move_at
from stretchplayer.authoring.fixes import Fix, fix_of, fixed
from stretchplayer.authoring.standard_form import NoYaml, standard_form
from stretchplayer.cli.check import check_settings
from stretchplayer.library import places
from stretchplayer.library.catalogue import Catalogue, load_catalogue
from stretchplayer.library.document import EditedFile, kind_of, look_over
from stretchplayer.library.folders import paths_by_id
from stretchplayer.routine.diagnosis import Label, Problem
from stretchplayer.routine.harmless import harmless
from stretchplayer.routine.moves import Move

CHECK_AFTER_S = 0.05
"""From the last change to the check: a person who types on is not told of half a word."""
_OURS = re.compile(r"^(?:steps|plan) *:|^# yaml-language-server:.*\b(?:routine|plan|moves)\.(?:schema\.)?json", re.M)
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~-])")
_KINDS = {
    "key": lsp.CompletionItemKind.Property,
    "step": lsp.CompletionItemKind.Keyword,
    "routine": lsp.CompletionItemKind.Reference,
    "defined here": lsp.CompletionItemKind.Reference,
    "source": lsp.CompletionItemKind.Reference,
}


@cache
def _known() -> tuple[Catalogue, Names]:
    """The catalogue and the names of routines, read once: an editor is opened anew more often than they change."""
    catalogue = load_catalogue()
    sources = {key: source.title for key, source in catalogue.moves.sources.items()}
    return catalogue, Names(tuple(sorted(paths_by_id())), sources)


class _Document:
    """A document of the client as the reader sees it."""

    def __init__(self, document: TextDocument) -> None:
        self._document = document
        self.path = to_fs_path(document.uri) or "untitled.yaml"
        self.text = document.source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        self.lines = self.text.split("\n")
        self.file = EditedFile(self.path, self.text)

    @property
    def is_ours(self) -> bool:
        """Whether it is a routine, a plan or a file of moves: other YAML is nobody's business here."""
        own = str(places.config_dir())
        if Path(self.path).name == "settings.yaml":
            return False
        return self.file.holds_moves or self.path.startswith(own) or _OURS.search(self.text) is not None

    def problems(self) -> tuple[Problem, ...]:
        """Every problem of this file, the person's settings among them; those of files that it uses stand in these."""
        if settings := check_settings(self.text.encode("utf-8", "replace"), self.path):
            return settings.problems
        if not self.is_ours:
            return ()
        found = look_over(self.path, self.text, _known()[0]).problems
        return tuple(problem for problem in found if problem.file == self.path)

    def place(self, position: lsp.Position) -> tuple[int, int]:
        """Line and column, from 0, in characters."""
        place = self._document.position_codec.position_from_client_units(self._units(), position)
        return min(place.line, len(self.lines) - 1), getattr(place, "character", 0)

    def range(self, line: int, start: int, end_line: int, end: int) -> lsp.Range:
        """A range in the client's units, from ours."""
        whole = lsp.Range(lsp.Position(line, start), lsp.Position(end_line, end))
        return self._document.position_codec.range_to_client_units(self._units(), whole)

    def _units(self) -> list[str]:
        return [f"{line}\n" for line in self.lines]


def make() -> LanguageServer:
    """A server with everything that it answers to."""
    server = LanguageServer("stretchplayer", __version__)

    def document(ls: LanguageServer, uri: str) -> _Document:
        return _Document(ls.workspace.get_text_document(uri))

    async def look(ls: LanguageServer, uri: str, version: int | None, after: float = 0.0) -> None:
        await asyncio.sleep(after)
        current = ls.workspace.get_text_document(uri)
        if version is not None and current.version != version:
            return
        here = _Document(current)
        problems = await asyncio.to_thread(here.problems)
        found = [_diagnostic(here, problem) for problem in problems]
        ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: LanguageServer, params: lsp.DidOpenTextDocumentParams) -> None:
        await look(ls, params.text_document.uri, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: LanguageServer, params: lsp.DidChangeTextDocumentParams) -> None:
        await look(ls, params.text_document.uri, params.text_document.version, CHECK_AFTER_S)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: LanguageServer, params: lsp.DidSaveTextDocumentParams) -> None:
        # What lies in other files may be new, too: own moves, routines that this one uses.
        _known.cache_clear()
        await look(ls, params.text_document.uri, None)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: LanguageServer, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", ":", "-", "{", "[", ","])
    )
    def completed(ls: LanguageServer, params: lsp.CompletionParams) -> lsp.CompletionList:
        here = document(ls, params.text_document.uri)
        line, column = here.place(params.position)
        catalogue, names = _known()
        own_moves = here.file.holds_moves
        found = complete(here.text, line, column, catalogue.moves, names, own_moves=own_moves)
        items = [_item(here, line, column, number, one) for number, one in enumerate(found if here.is_ours else ())]
        # Asked again with each letter: moves are found by their muscles and other names, too.
        return lsp.CompletionList(is_incomplete=True, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(ls: LanguageServer, params: lsp.HoverParams) -> lsp.Hover | None:
        here = document(ls, params.text_document.uri)
        line, column = here.place(params.position)
        said = _said(here, line, column) if here.is_ours else ""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said)) if said else None

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]),
    )
    def acted(ls: LanguageServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        here = document(ls, params.text_document.uri)
        return list(_actions(here, params))

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formed(ls: LanguageServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        here = document(ls, params.text_document.uri)
        if not here.is_ours or kind_of(here.path, here.text) != "routine":
            return None
        try:
            errors = [problem for problem in here.problems() if problem.severity == "error"]
            return [_whole(here, standard_form(fixed(here.text, errors, here.path)[0]))]
        except NoYaml:
            return None

    return server


def _diagnostic(here: _Document, problem: Problem) -> lsp.Diagnostic:
    help = f"\n{problem.help}" if problem.help else ""
    error = problem.severity == "error"
    return lsp.Diagnostic(
        _range_of(here, problem),
        harmless(f"{problem.message}{help}", lines=True),
        lsp.DiagnosticSeverity.Error if error else lsp.DiagnosticSeverity.Information,
        problem.slug,
        source="stretchplayer",
        related_information=[_related(here, problem.label)] if problem.label else None,
    )


def _range_of(here: _Document, at: Problem | Label) -> lsp.Range:
    return here.range(at.line - 1, at.column - 1, at.end_line - 1, at.end_column - 1)


def _related(here: _Document, label: Label) -> lsp.DiagnosticRelatedInformation:
    place = lsp.Position(label.line - 1, label.column - 1)
    within = _range_of(here, label) if label.file == here.path else lsp.Range(place, place)
    uri = from_fs_path(label.file) or ""
    return lsp.DiagnosticRelatedInformation(lsp.Location(uri, within), harmless(label.text))


def _item(here: _Document, line: int, column: int, number: int, one: Completion) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        harmless(one.label),
        kind=_KINDS.get(one.aside, lsp.CompletionItemKind.Value),
        detail=harmless(one.aside) or None,
        documentation=harmless(one.about) or None,
        sort_text=f"{number:03}",
        # It fits what is typed already, if not always by its first letters.
        filter_text=here.lines[line][one.start : column].strip() or one.label,
        text_edit=lsp.TextEdit(here.range(line, one.start, line, one.end), one.insert),
    )


def _said(here: _Document, line: int, column: int) -> str:
    """The help of the key under the pointer, and the move of its step, in Markdown."""
    parts: list[str] = []
    found = describe(here.lines, line, column, own_moves=here.file.holds_moves)
    if found is not None:
        parts += [f"**{found.name}**: {found.text}", f"```yaml\n{found.example}\n```"]
        if found.default:
            parts.append(f"Without it: {found.default}")
    move = move_at(here.lines, line, _known()[0].moves, column)
    if move is not None:
        parts.append(_of_move(move))
    return "\n\n".join(parts)


def _of_move(move: Move) -> str:
    amount = f" ({move.dose_in_words})" if move.dose_in_words else ""
    texts = (" ".join(move.how), move.feel or "", " ".join(move.avoid))
    head = f"**{_plain(move.name)}**{_plain(amount)}"
    return "\n\n".join([head, *(_plain(text) for text in texts if text)])


def _plain(text: str) -> str:
    """A text of a file that no Markdown is read into."""
    return _MARKUP.sub(r"\\\1", harmless(text))


def _actions(here: _Document, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    problems = here.problems()
    uri = params.text_document.uri
    first, last = params.range.start.line, params.range.end.line
    found: list[lsp.CodeAction] = []
    for problem in problems:
        fix = fix_of(problem)
        if fix is None or not first <= fix.line <= last:
            continue
        edit = lsp.TextEdit(here.range(fix.line, fix.start, fix.line, fix.end), fix.text)
        found.append(
            lsp.CodeAction(
                _title(fix),
                lsp.CodeActionKind.QuickFix,
                [_diagnostic(here, problem)],
                is_preferred=True,
                edit=lsp.WorkspaceEdit({uri: [edit]}),
            )
        )
    text, count = fixed(here.text, problems, here.path)
    if count > 1:
        title, edit = "Apply every remedy that is the only one", _whole(here, text)
        found.append(lsp.CodeAction(title, lsp.CodeActionKind.SourceFixAll, edit=lsp.WorkspaceEdit({uri: [edit]})))
    return found


def _title(fix: Fix) -> str:
    if fix.text.strip():
        return harmless(f"Write `{fix.text.strip().partition(chr(10))[0]}`")
    return "Write a plain space" if fix.text else "Take it out"


def _whole(here: _Document, text: str) -> lsp.TextEdit:
    last = len(here.lines) - 1
    return lsp.TextEdit(here.range(0, 0, last, len(here.lines[last])), text)
