# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers to test: a free port, a data directory of their own."""
import os
import shutil
import signal
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
PARLOR = os.environ.get("PARLOR_PROGRAM", os.path.join(ROOT, "build/parlor"))

# So generous that only the tests of a limit meet it.
SETTINGS = {
    "PARLOR_PORT": "0",
    "PARLOR_MAX_PER_ADDRESS": "5000",
    "PARLOR_MESSAGES_PER_MINUTE": "100000",
    "PARLOR_HELLOS_PER_MINUTE": "100000",
    "PARLOR_WORKERS": "2",
}


class Server:
    """parlor serve as a child; it is ended when the block is left."""

    def __init__(self, data, **settings):
        self.data = data
        self.environment = {
            **os.environ, **SETTINGS,
            "PARLOR_KEY_FILE": os.path.join(os.path.dirname(data), "key"),
            **{f"PARLOR_{k.upper()}": str(v) for k, v in settings.items()}}
        self.child = None
        self.port = 0

    def start(self):
        self.log = open(self.data + ".log", "ab")
        self.child = subprocess.Popen(
            [PARLOR, "--data", self.data, "serve"], cwd=ROOT,
            env=self.environment, stdout=subprocess.PIPE, stderr=self.log,
            text=True)
        line = self.child.stdout.readline().strip()
        assert line.startswith("http://"), (
            f"server did not start: {line!r}\n{self.errors()[-2000:]}")
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def kill(self):
        self.child.kill()
        self.child.wait()
        self._close()

    def stop(self, seconds=20):
        """SIGTERM; its exit code."""
        self.child.send_signal(signal.SIGTERM)
        code = self.child.wait(seconds)
        self._close()
        return code

    def _close(self):
        self.child.stdout.close()
        self.log.close()
        self.child = None

    def errors(self):
        with open(self.data + ".log", encoding="utf-8",
                  errors="replace") as log:
            return log.read()

    def command(self, *words):
        """Another subcommand on the same data: its finished process."""
        return subprocess.run(
            [PARLOR, "--data", self.data, *words], cwd=ROOT,
            env=self.environment, capture_output=True, text=True, timeout=60,
            check=False)

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        """A server that was not stopped before ends well, too."""
        if self.child:
            code = self.child.poll()
            code = self.stop() if code is None else code
            assert kind or code == 0, (
                f"ended with {code}\n{self.errors()[-3000:]}")


class House:
    """A temporary folder, and a filled data directory to copy from."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="parlor-net-")
        self.filled = os.path.join(self.folder, "filled")
        self.count = 0
        with Server(self.filled):
            pass

    def data(self):
        """A new data directory with the corpus in it."""
        self.count += 1
        path = os.path.join(self.folder, f"data{self.count}")
        shutil.copytree(self.filled, path)
        return path

    def server(self, **settings):
        return Server(self.data(), **settings)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
