#!/usr/bin/env python3
"""measure.py DATA FLOOR PROGRAM [--peers A,B] [--sizes N,N] [--runs 11] [--idle 10] [--only start,keys,search,idle,save]

Measures PROGRAM (peidang), the floor and the peers that are installed on the items that gen.py made, in one run, floor and
program in turn; prints one JSON line per program and size. Milliseconds and medians, unless the key says otherwise.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, time
from session import DOWN, ENTER, ESC, TAB, LIMIT, Session, middle, most
QUERIES = ["政务公开", "逾期", "zcjd", "住建", "zhengce", "重点", "王发", "7月底", "区财政局", "征求意见"]
# name: (program that must be there, command, keys before `down`, keys that open the search or none, keys that end it)
PEERS = {
    "fzf": ("fzf", "sh -c 'exec fzf --reverse <{at}/lines.txt'", "", "", ""),
    "calcurse": ("calcurse", "calcurse -q -D {at}/calcurse", TAB + TAB, None, ""),
    "skim": ("sk", "sh -c 'exec sk --reverse <{at}/lines.txt'", "", "", ""),
    "taskwarrior-tui": ("taskwarrior-tui", "taskwarrior-tui --taskrc {at}/taskrc --taskdata {at}/task", "", "/", ENTER),
    "vit": ("vit", "env TASKRC={at}/taskrc vit", "", "/", ENTER),
}


def data_of(at, name):
    """A copy of the data that may be written to."""
    copy = os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}", name)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(f"{at}/peidang", copy)
    return copy


def ours(program, folder):
    return f"{program} --today 2024-07-08 --data {folder}"


def starts(commands, runs):
    """Start every command in turn, `runs` times: {name: [reaction]}, and the peak memory of each start."""
    found = {name: [] for name in commands}
    peaks = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            if len(found[name]) >= 3 and (found[name][0]["last"] or 1e9) > 4000:
                continue  # slow peers: three are enough
            session = Session(command)
            mark = "已保存".encode() if name == "peidang" else None
            found[name].append(session.react(session.born, LIMIT, 0.3, mark))
            peaks[name].append(session.peak_mib())
            session.end()
    return found, peaks


def opened(command, before=""):
    session = Session(command)
    session.react(session.born, LIMIT, 0.6, "已保存".encode() if "--today" in command else None)
    for key in before:
        session.press(key, 1, 0.2)
    return session


def look_at_keys(sessions, runs):
    found = {name: [] for name in sessions}
    for _ in range(runs):
        for name, session in sessions.items():
            found[name].append(session.press(DOWN))
    return found


def search(session, keys, ends, queries):
    """Types each query glyph by glyph; per glyph the first answer and the last."""
    typed = []
    for query in queries:
        if keys:
            session.press(keys, 1, 0.2)
        typed += [session.press(glyph, 5, 0.3) for glyph in query]
        session.press("\x15" if not keys else ESC, 1, 0.2)
    return typed


def save(program, at, runs):
    """One status change to 已保存, in the workbench; then once more under strace for bytes and syncs."""
    folder = data_of(at, "save")
    session = opened(ours(program, folder), before=["}"])
    for key in ("s", "2"):  # the first one reads what the later ones have in memory
        session.press(key, 1, 0.3)
    took = []
    for k in range(runs):
        session.press("s", 1, 0.2)
        took.append(session.press(str(2 - k % 2), 3, 0.3))
    session.end()
    result = {"shown": middle(t["first"] for t in took), "saved": middle(t["last"] for t in took),
              "saved_max": most(t["last"] for t in took)}
    log = os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}.strace")
    calls = "trace=write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,ftruncate"
    session = opened(f"strace -f -y -o {log} -e {calls} {ours(program, folder)}", before=["}"])
    for key in ("s", "1"):
        session.press(key, 3, 0.6)
    before = os.path.getsize(log)
    session.press("s", 2, 0.4)
    session.press("2", 5, 1.0)
    session.end()
    lines = open(log, errors="replace").read()[before:].splitlines()
    wrote = sum(int(m[1]) for l in lines if f"<{folder}" in l and (m := re.search(r"write\w*\(.* = (\d+)$", l)))
    result |= {"file_bytes": wrote, "syncs": sum("sync(" in l for l in lines), "renames": sum("rename" in l for l in lines),
               "task_file": max((os.path.getsize(os.path.join(r, f)) for r, _, fs in os.walk(f"{folder}/p/entries")
                                 for f in fs if time.time() - os.path.getmtime(os.path.join(r, f)) < 60), default=0)}
    return result


def bare_disk(folder, size, runs=40):
    """The least that a change costs: append a record and sync, replace the task's file and sync both."""
    page, line, path = os.urandom(size), os.urandom(300), os.path.join(folder, "bare")
    fd_folder = os.open(folder, os.O_RDONLY)
    def work():
        start = time.perf_counter()
        fd = os.open(path + ".log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.write(fd, line), os.fdatasync(fd), os.close(fd)
        commit = (time.perf_counter() - start) * 1000
        fd = os.open(path + ".new", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.write(fd, page), os.fdatasync(fd), os.close(fd)
        os.rename(path + ".new", path), os.fsync(fd_folder)
        return commit, (time.perf_counter() - start) * 1000
    took = [work() for _ in range(runs)]
    return {"append_sync": middle(t[0] for t in took), "append_and_replace": middle(t[1] for t in took)}


def say(**line):
    print(json.dumps(line, ensure_ascii=False), flush=True)


def measure(n, at, given, peers):
    want = lambda what: what in given.only.split(",")
    folder = data_of(at, "look")
    commands = {"floor": given.floor, "peidang": ours(given.program, folder)}
    commands |= {name: command.replace("{at}", at) for name, (_, command, *_) in peers.items()}
    if want("start"):
        found, peaks = starts(commands, given.runs)
        for name, all_ in found.items():
            low, high = min(s["last"] or 1e9 for s in all_), max(s["last"] or 0 for s in all_)
            say(what="start", program=name, n=n, runs=len(all_), first=middle(s["first"] for s in all_),
                frame=middle(s["frame"] for s in all_), last=middle(s["last"] for s in all_), least=round(low, 2),
                most=round(high, 2), bytes=middle(s["bytes"] for s in all_), peak_mib=middle(peaks[name]))
    sessions = {}
    if want("keys") or want("search") or want("idle"):
        sessions = {name: opened(command, peers[name][2] if name in peers else "") for name, command in commands.items()}
    if want("keys"):
        for name, all_ in look_at_keys(sessions, max(given.runs, 21)).items():
            say(what="key", program=name, n=n, runs=len(all_), first=middle(s["first"] for s in all_),
                last=middle(s["last"] for s in all_), most=most(s["last"] for s in all_), bytes=middle(s["bytes"] for s in all_))
    if want("search"):
        for name, session in sessions.items():
            keys = "/" if name == "peidang" else peers[name][3] if name in peers else None
            if keys is None:
                continue
            typed = search(session, keys, "", QUERIES)
            say(what="letter", program=name, n=n, runs=len(typed), first=middle(t["first"] for t in typed),
                last=middle(t["last"] for t in typed), most=most(t["last"] for t in typed), bytes=middle(t["bytes"] for t in typed),
                peak_mib=round(session.peak_mib(), 1))
    if want("idle"):
        time.sleep(1)
        for session in sessions.values():
            session.react(time.perf_counter(), 0.1, 0.1)
        was = {name: session.cpu_ms() for name, session in sessions.items()}
        time.sleep(given.idle)
        for name, session in sessions.items():
            cpu = session.cpu_ms() - was[name]
            wrote = session.react(time.perf_counter(), 0.05, 0.05)["bytes"]
            say(what="idle", program=name, n=n, seconds=given.idle, cpu_ms=round(cpu, 2), bytes=wrote, peak_mib=round(session.peak_mib(), 1))
    for session in sessions.values():
        session.end()
    if want("save"):
        saved = save(given.program, at, given.runs)
        say(what="save", program="peidang", n=n, runs=given.runs, **saved)
        say(what="save", program="bare disk", n=n, runs=40, **bare_disk(folder, saved["task_file"] or 20000))
    if want("parse"):
        parse = subprocess.run([given.parse, f"{folder}/p"], capture_output=True, text=True).stdout
        say(what="parse", program="yaml in one thread", n=n, last=float(parse))
    if want("memory"):
        session = opened(ours(given.program, folder))
        for key in [*"12345", "/", *"政策", ESC, "1"]:
            session.press(key, 2, 0.3)
        say(what="memory", program="peidang", n=n, peak_mib=round(session.peak_mib(), 1))
        session.end()


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("data")
    words.add_argument("floor")
    words.add_argument("program")
    words.add_argument("--peers", default="fzf,calcurse,skim,taskwarrior-tui,vit")
    words.add_argument("--sizes", default="1000,2700,10000,100000")
    words.add_argument("--runs", type=int, default=11)
    words.add_argument("--idle", type=float, default=10)
    words.add_argument("--only", default="start,keys,search,idle,save,memory")
    words.add_argument("--parse", help="program that prints the milliseconds of reading a plan's YAML in one thread")
    given = words.parse_args()
    given.floor, given.program = os.path.abspath(given.floor), os.path.abspath(given.program)
    asked = [name for name in given.peers.split(",") if name]
    peers = {name: PEERS[name] for name in asked if shutil.which(PEERS[name][0])}
    for name in asked:
        if name not in peers:
            say(what="absent", program=name)
    if given.parse:
        given.only += ",parse"
    for n in (int(size) for size in given.sizes.split(",")):
        measure(n, os.path.join(os.path.abspath(given.data), str(n)), given, peers)
    shutil.rmtree(os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}"), ignore_errors=True)


if __name__ == "__main__":
    main()
