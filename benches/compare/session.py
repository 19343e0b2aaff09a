"""A program in a pseudo-terminal of 120x36, with keys to press and a clock beside it."""
import fcntl, os, pty, re, select, shlex, signal, statistics, struct, termios, time

DOWN, ENTER, TAB, ESC = "\x1b[B", "\r", "\t", "\x1b"
LIMIT = 30  # seconds until a start, or a reaction that never ends, is given up
DRAWS_NOTHING = re.compile(rb"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78]|\][^\x07]*\x07)|[\r\n\x0f]")
GLYPH = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}")
# What a terminal answers when it is asked what it is and where the cursor stands.
ANSWERS = [(re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"), (re.compile(rb"\x1b\[>0?c"), b"\x1b[>0;95;0c"),
           (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"), (re.compile(rb"\x1b\[5n"), b"\x1b[0n")]


class Session:
    def __init__(self, command):
        words = shlex.split(command)
        self.application = False
        self.born = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))  # before it can look
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
            os.execvp(words[0], words)

    def react(self, cause, patience, quiet, mark=None):
        """What follows a cause: milliseconds to the first byte, to the end of the first whole frame (a synchronized
        update that has a Chinese glyph; none where the program has no such), to the last byte that draws; and bytes.
        With a mark the reaction lasts at least until that was written."""
        first = frame = last = None
        count, seen, text, whole = 0, False, b"", b""
        while True:  # bytes that draw nothing (a hidden cursor, a colour reset on each tick) do not prolong a reaction
            until = cause + (last / 1000 + quiet if last and (mark is None or mark in whole) else patience)
            if not select.select([self.fd], [], [], max(0, until - time.perf_counter()))[0]:
                break
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                data = b""
            if not data:
                break
            now, count, text = (time.perf_counter() - cause) * 1000, count + len(data), text[-16:] + data
            first, whole = first or now, whole + data if mark else whole
            seen = seen or bool(GLYPH.search(text))
            if DRAWS_NOTHING.sub(b"", data):
                last = now
            if frame is None and seen and b"\x1b[?2026l" in text:
                frame = now
            self.application = b"\x1b[?1h" in text or self.application and b"\x1b[?1l" not in text
            for question, answer in ANSWERS:
                if question.search(data):
                    os.write(self.fd, answer)
            if now > LIMIT * 1000:
                break
        return {"first": first, "frame": frame, "last": last, "bytes": count}

    def press(self, key, patience=1.5, quiet=0.12):
        if key == DOWN and self.application:
            key = "\x1bOB"
        cause = time.perf_counter()
        os.write(self.fd, key.encode())
        return self.react(cause, patience, quiet)

    def peak_mib(self):
        return int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{self.pid}/status").read())[1]) / 1024

    def cpu_ms(self):
        return sum(int(open(f"/proc/{self.pid}/task/{t}/schedstat").read().split()[0])
                   for t in os.listdir(f"/proc/{self.pid}/task")) / 1e6

    def wchar(self):
        return int(re.search(r"wchar: (\d+)", open(f"/proc/{self.pid}/io").read())[1])

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def middle(values):
    values = [v for v in values if v is not None]
    return round(statistics.median(values), 3) if values else None


def most(values):
    return round(max([v for v in values if v is not None], default=0), 3)
