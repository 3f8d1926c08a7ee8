#!/usr/bin/env python3
"""Measures language servers over pipes: benches/lsp.py FOLDER FILE COMMAND… [+ COMMAND…]

FOLDER is what the editor has open, FILE the standard that is edited, COMMAND what starts a server, such as
`target/release/ttm lsp`; several, with a plus between them, are measured one after the other. Says the time from the start to
the first findings of the file, the time from a keystroke to its findings (median and 99th of 100, 200 keystrokes), the
same while the text cannot be read, the time of two completions, and the memory once the folder is read; also how many findings the
server has for the file, since one without rules to look for is fast: `ryl server` has none without a `.ryl.toml` in FOLDER, and says nothing of that. With --debounce MS
a server whose median is longer than that is taken to wait so long before it begins, and the times are said without the waiting too.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import threading
import time
import queue

KEYSTROKES = 200


class Server:
    def __init__(self, command, folder):
        self.start = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        self.id = 0
        # The findings that were published last.
        self.count = 0
        capabilities = {"general": {"positionEncodings": ["utf-16"]}, "workspace": {"configuration": True},
                        "textDocument": {"publishDiagnostics": {"versionSupport": True}}}
        root = pathlib.Path(folder).resolve().as_uri()
        answer = self.request("initialize", {"processId": None, "rootUri": root, "capabilities": capabilities,
                                    "workspaceFolders": [{"uri": root, "name": "bench"}]})
        self.completes = "completionProvider" in answer["result"]["capabilities"]
        self.notify("initialized", {})

    def read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()):
                if line.lower().startswith(b"content-length"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            body = stream.read(length)
            # What the client makes of it is not the server's time.
            at = time.perf_counter()
            message = {**json.loads(body), "at": at}
            # What a server asks for is answered with nothing, so that it goes on.
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items") if isinstance(message.get("params"), dict) else None
                self.send({"id": message["id"], "result": [None] * len(items) if items else None})
            else:
                self.messages.put(message)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def request(self, method, params):
        self.id += 1
        self.send({"id": self.id, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == self.id)

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def wait(self, wanted, seconds=60):
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            try:
                message = self.messages.get(timeout=left)
            except queue.Empty:
                break
            if wanted(message):
                return message
        raise SystemExit("no answer")

    def findings(self, uri, version=None):
        def wanted(message):
            params = message.get("params") or {}
            is_of = message.get("method") == "textDocument/publishDiagnostics" and params.get("uri") == uri
            return is_of and (version is None or params.get("version") in (None, version))
        message = self.wait(wanted)
        self.count = len(message["params"]["diagnostics"])
        return message["at"]

    def processor(self):
        """The processor time of the server in milliseconds, which other programs on the machine change little."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        rows = dict(line.split(":", 1) for line in status.splitlines())
        return int(rows["VmRSS"].split()[0]) / 1024, int(rows["VmHWM"].split()[0]) / 1024


def keystrokes(server, uri, version, position, count=KEYSTROKES):
    """A character is typed and taken away again, in turn."""
    line, column = position
    times = []
    before = server.processor()
    for at in range(count):
        version += 1
        start = {"line": line, "character": column}
        end = start if at % 2 == 0 else {"line": line, "character": column + 1}
        change = {"range": {"start": start, "end": end}, "text": "甲" if at % 2 == 0 else ""}
        began = time.perf_counter()
        server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        times.append((server.findings(uri, version) - began) * 1000)
        time.sleep(0.002)
    return version, times, (server.processor() - before) / count


def completions(server, uri, version, lines):
    """Codes are asked for between brackets, and the next task on a line of its own above the first one."""
    def edit(start, end, text):
        nonlocal version
        version += 1
        change = {"range": {"start": {"line": start, "character": 0}, "end": {"line": end, "character": 0}}, "text": text}
        server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
        server.findings(uri, version)

    def ask(name, line, column):
        times = []
        before = server.processor()
        for _ in range(KEYSTROKES):
            began = time.perf_counter()
            position = {"line": line, "character": column}
            answer = server.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
            times.append((time.perf_counter() - began) * 1000)
        offers = answer["result"]["items"] if isinstance(answer["result"], dict) else answer["result"] or []
        say(f"{name}, {len(offers)} offers", times, (server.processor() - before) / KEYSTROKES, 0)

    at = next(at for at, line in enumerate(lines) if "knowledge: [" in line)
    ask("codes between brackets", at, lines[at].index("[") + 1)
    at, line = next((at, line) for at, line in enumerate(lines) if line.strip().startswith("T1.1:"))
    indent = len(line) - len(line.lstrip())
    edit(at, at, " " * indent + "\n")
    ask("the next task", at, indent)
    edit(at, at + 1, "")
    return version


def say(name, times, processor, debounce):
    times = sorted(times)
    median, late = statistics.median(times), times[int(len(times) * 0.99)]
    print(f"{name}: median {median:.2f} ms, 99th of 100 {late:.2f} ms, {processor:.2f} ms of processor time each")
    if debounce and median > debounce:
        print(f"  without its waiting: median {median - debounce:.2f} ms, 99th of 100 {late - debounce:.2f} ms")


def measure(command, arguments):
    path = pathlib.Path(arguments.file).resolve()
    uri, text = path.as_uri(), path.read_text(encoding="utf-8")
    server = Server(command, arguments.folder)
    server.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
    first = server.findings(uri) - server.start
    print(f"{' '.join(command)}: {len(text.encode()) / 1024:.0f} KiB; start to first findings: {first * 1000:.0f} ms")
    # Until the folder is read and published.
    quiet = time.perf_counter()
    while time.perf_counter() - quiet < 2:
        try:
            server.messages.get(timeout=0.5)
            quiet = time.perf_counter()
        except queue.Empty:
            pass
    now, most = server.memory()
    print(f"memory with the folder read: {now:.0f} MiB, at most {most:.0f} MiB; {server.count} findings in the file")
    lines = text.split("\n")
    row = next(at for at, line in enumerate(lines) if "name:" in line and at > 20)
    version, times, processor = keystrokes(server, uri, 1, (row, len(lines[row])))
    say("keystroke to findings", times, processor, arguments.debounce)
    if server.completes:
        version = completions(server, uri, version, lines)
    colon = lines[row].index(":")
    start, end = {"line": row, "character": colon}, {"line": row, "character": colon + 1}
    version += 1
    change = {"range": {"start": start, "end": end}, "text": ""}
    server.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
    server.findings(uri, version)
    _, times, processor = keystrokes(server, uri, version, (row, colon))
    say("the same with a colon missing", times, processor, arguments.debounce)
    server.request("shutdown", None)
    server.notify("exit", None)
    server.process.wait(10)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--debounce", type=float, default=0)
    parser.add_argument("folder")
    parser.add_argument("file")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    commands = [[]]
    for word in arguments.command:
        if word == "+":
            commands.append([])
        else:
            commands[-1].append(word)
    for command in commands:
        measure(command, arguments)


if __name__ == "__main__":
    main()
