"""A client of language servers over stdio, as an editor is one: it opens texts and asks about places in them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

WAIT_S = 60


class Editor:
    """One server and the diagnostics that it sent, by document."""

    def __init__(self, client: LanguageClient, answer: lsp.InitializeResult) -> None:
        self.client = client
        self.can = answer.capabilities
        self.problems: dict[str, asyncio.Queue[list[lsp.Diagnostic]]] = {}
        self._version: dict[str, int] = {}

    def told(self, params: lsp.PublishDiagnosticsParams) -> None:
        """Keep what the server says of a document."""
        found = self.problems.setdefault(params.uri, asyncio.Queue())
        if params.version in (None, self._version.get(params.uri)):
            found.put_nowait(list(params.diagnostics))

    async def open(self, path: Path, text: str) -> list[lsp.Diagnostic]:
        """Open a text as a file, saved or not, and wait for its first diagnostics."""
        self._version[path.as_uri()] = 1
        item = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.next(path)

    async def change(self, path: Path, text: str) -> list[lsp.Diagnostic]:
        """Put another text in its place, and wait for the diagnostics of it."""
        uri = path.as_uri()
        self._version[uri] += 1
        document = lsp.VersionedTextDocumentIdentifier(self._version[uri], uri)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))
        return await self.next(path)

    async def next(self, path: Path) -> list[lsp.Diagnostic]:
        """The next diagnostics of a file."""
        found = self.problems.setdefault(path.as_uri(), asyncio.Queue())
        return await asyncio.wait_for(found.get(), WAIT_S)

    async def hover(self, path: Path, line: int, column: int) -> str:
        """What is said under the pointer; lines and columns from 0."""
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(path.as_uri()), lsp.Position(line, column))
        answer = await asyncio.wait_for(self.client.text_document_hover_async(params), WAIT_S)
        contents: Any = answer.contents if answer else ""
        return contents if isinstance(contents, str) else contents.value

    async def complete(self, path: Path, line: int, column: int) -> list[lsp.CompletionItem]:
        """What is offered at a place."""
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(path.as_uri()), lsp.Position(line, column))
        answer = await asyncio.wait_for(self.client.text_document_completion_async(params), WAIT_S)
        return list(answer.items if isinstance(answer, lsp.CompletionList) else answer or ())

    async def actions(self, path: Path, line: int) -> list[lsp.CodeAction]:
        """The quick fixes of a line."""
        where = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 0))
        params = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(path.as_uri()), where, lsp.CodeActionContext(diagnostics=[])
        )
        answer = await asyncio.wait_for(self.client.text_document_code_action_async(params), WAIT_S)
        return [one for one in answer or () if isinstance(one, lsp.CodeAction)]


@asynccontextmanager
async def editor(command: Sequence[str], settings: Any = None) -> AsyncIterator[Editor]:
    """A server started by a command, ready to be asked; `settings` answer its questions about the configuration."""
    client = LanguageClient("test", "1")
    waiting: list[lsp.PublishDiagnosticsParams] = []
    ready: list[Editor] = []

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        ready[0].told(params) if ready else waiting.append(params)

    @client.feature(lsp.WORKSPACE_CONFIGURATION)
    def configured(params: lsp.ConfigurationParams) -> list[Any]:
        return [(settings or {}).get(item.section) for item in params.items]

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def registered(params: lsp.RegistrationParams) -> None: ...

    await client.start_io(*command)
    markdown = [lsp.MarkupKind.Markdown]
    can = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(
            hover=lsp.HoverClientCapabilities(content_format=markdown),
            completion=lsp.CompletionClientCapabilities(),
            publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(related_information=True),
        ),
        workspace=lsp.WorkspaceClientCapabilities(configuration=True),
    )
    answer = await asyncio.wait_for(client.initialize_async(lsp.InitializeParams(can, process_id=None)), WAIT_S)
    ready.append(Editor(client, answer))
    for params in waiting:
        ready[0].told(params)
    client.initialized(lsp.InitializedParams())
    try:
        yield ready[0]
    finally:
        await asyncio.wait_for(client.shutdown_async(None), WAIT_S)
        client.exit(None)
        await client.stop()
