"""Types into `floe sql` on a pseudo-terminal: terminal.py FLOE_DLL SERVER FOLDER. Exits 0 if everything was shown that should be."""

import os
import pty
import select
import sys
import time

LIMIT = 60  # Seconds for each thing that must appear.


def main(program, server, folder):
    child, terminal = pty.fork()
    if child == 0:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "FLOE_"))}
        environment.update(TERM="xterm", XDG_DATA_HOME=os.path.join(folder, "profile"), HOME=folder)
        os.execvpe("dotnet", ["dotnet", program, "sql", "--server", server], environment)
    shown = b""

    def expect(text):
        nonlocal shown
        end = time.monotonic() + LIMIT
        while text.encode() not in shown:
            ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
            if not ready:
                sys.exit(f"Not shown: {text!r}. Shown since: {shown!r}")
            try:
                more = os.read(terminal, 4096)
            except OSError:  # Linux says so that the other end is closed.
                more = b""
            if not more:
                sys.exit(f"The shell ended before {text!r}. Shown since: {shown!r}")
            shown += more
        shown = shown[shown.index(text.encode()) + len(text.encode()):]

    def send(keys):
        os.write(terminal, keys.encode())

    expect("floe> ")
    send("select 'wörld' as hello\r")
    expect("...> ")
    send(";\r")
    expect("wörld")
    expect("floe> ")
    send("selec\t 40 + 2 as answer;\r")
    expect("select 40 + 2 as answer;")
    expect("42 |")
    expect("floe> ")
    send("select sum(a.range * b.range) from range(100000000) a, range(100000000) b;\r")
    expect("b;")
    send("\x03")
    expect("Cancelled.")
    expect("floe> ")
    send("\x1b[A\x1b[A\r")
    expect("42 |")
    expect("floe> ")
    send("\x04")
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"floe sql ended with {os.waitstatus_to_exitcode(status)}")
    if not os.path.exists(os.path.join(folder, "profile", "floe", "sql_history")):
        sys.exit("No history was kept.")


if __name__ == "__main__":
    main(*sys.argv[1:])
