#!/usr/bin/env python3
"""measure.py DATA FLOOR PROGRAM [--peers A,B] [--sizes N,N] [--runs 11] [--idle 10] [--only start,keys,search,idle,save]

Measures PROGRAM (peidang), the floor and the peers that are installed on the items that gen.py made, in one run, floor and
program in turn; prints one JSON line per program and size. Milliseconds and medians, unless the key says otherwise.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, time
from session import DOWN, ENTER, ESC, TAB, LIMIT, Session, middle, most
# Of every kind: characters, names, pinyin whole and by initials, slips, a mixture, dates, plain words, nothing found.
QUERIES = [
    "政务公开", "逾期", "重点", "征求意见", "公共企事业", "信用", "优化营商环境", "决策", "社会救助", "义务教育",
    "住建", "区财政局", "王发", "北郊镇", "民政", "zhengce", "zcjd", "zwgk", "yingshang", "jiedu",
    "zhengcejeidu", "shehiujiuzhu", "zhegnwu", "yiliao", "hjbh", "7月底", "2024-07", "低保", "看病", "预决算",
    "征求yj", "政策jiedu", "qqqzz",
]
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


REPORTS = ["md", "html", "docx", "xlsx", "csv", "yaml", "json"]


def lasts(command, runs, ready=lambda: None):
    """Milliseconds from start to end, the median of some runs: of a command that takes long fewer are enough."""
    took = []
    while len(took) < (runs if sum(took) < 20_000 else 3 if sum(took) < 60_000 else 1):
        ready()
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took.append((time.perf_counter() - start) * 1000)
    return {"runs": len(took), "last": middle(took), "most": most(took)}


def on_the_command_line(program, at, runs, n):
    """Reports, lists, search and sheets: what is done with all rows, from start to end."""
    folder, out = data_of(at, "commands"), os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}", "out")
    call = lambda *words: [program, "--today", "2024-07-08", "--data", folder, *words]
    subprocess.run(call("list", "--format", "csv"), stdout=subprocess.DEVNULL)  # the cache of what was read is there
    reports = {form: lasts(call("weekly", "--format", form, "--out", f"{out}.{form}"), runs) for form in REPORTS}
    for form, took in reports.items():
        say(what="command", program=f"weekly {form}", n=n, **took)
    say(what="command", program="weekly, all seven", n=n, runs=min(took["runs"] for took in reports.values()),
        last=round(sum(took["last"] for took in reports.values()), 1))
    for words in (["list", "--format", "csv"], ["list", "!逾期"], ["find", "政策解读"], ["find", "zcjd"]):
        say(what="command", program=" ".join(words), n=n, **lasts(call(*words), runs))
    gone = lambda: shutil.rmtree(out, ignore_errors=True)
    say(what="command", program="sheets out", n=n, **lasts(call("sheets", "out", out), runs, gone))
    say(what="command", program="sheets in, all of them", n=n, **lasts(call("sheets", "in", out), runs))
    gone()


def written(command, folder):
    """Bytes that a command writes into a folder, and its syncs."""
    log = os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}.peer")
    calls = "trace=write,pwrite64,writev,fsync,fdatasync"
    subprocess.run(["strace", "-f", "-y", "-o", log, "-e", calls, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lines = open(log, errors="replace").read().splitlines()
    return {"file_bytes": sum(int(m[1]) for l in lines if f"<{folder}" in l and (m := re.search(r"write\w*\(.* = (\d+)$", l))),
            "syncs": sum("sync(" in l for l in lines)}


def peers_save(at, runs, n):
    """One change by peers: taskwarrior's on its command line, calcurse's with the key that saves."""
    place = os.path.join(tempfile.gettempdir(), f"peidang-measure-{os.getpid()}", "peer")
    if shutil.which("task"):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(f"{at}/task", place)
        change = lambda priority: ["task", f"rc:{at}/taskrc", f"rc.data.location={place}", "5", "modify", f"priority:{priority}"]
        turns = iter("HLHLHLHLHLHLHLHLHLHLHLHL" * 9)
        took = []
        for _ in range(runs):
            took += [lasts(change(next(turns)), 1)["last"]]
        say(what="save", program="taskwarrior", n=n, runs=runs, saved=middle(took), saved_max=most(took), **written(change("M"), place))
    else:
        say(what="absent", program="taskwarrior")
    if shutil.which("calcurse"):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(f"{at}/calcurse", place)
        session = Session(f"calcurse -q -D {place}")
        if session.react(session.born, LIMIT, 0.6)["last"]:
            for key in (TAB, TAB):
                session.press(key, 5, 0.4)
            took = []
            for k in range(runs):
                session.press("+-"[k % 2], 5, 0.3)
                took.append(session.press("s", 5, 0.3)["last"])
            say(what="save", program="calcurse", n=n, runs=runs, saved=middle(took), saved_max=most(took),
                file_bytes=sum(os.path.getsize(f"{place}/{name}") for name in ("apts", "todo")))
        session.end()


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
        # The ledger has no detail beside it.
        sessions["peidang, list alone"] = opened(commands["peidang"], "2")
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
    sessions.clear()
    if want("save"):
        saved = save(given.program, at, given.runs)
        say(what="save", program="peidang", n=n, runs=given.runs, **saved)
        say(what="save", program="bare disk", n=n, runs=40, **bare_disk(folder, saved["task_file"] or 20000))
        peers_save(at, given.runs, n)
    if want("parse"):
        parse = lambda: float(subprocess.run([given.parse, f"{folder}/p"], capture_output=True, text=True).stdout)
        say(what="parse", program="yaml in one thread", n=n, runs=given.runs, last=middle(parse() for _ in range(given.runs)))
    if want("commands"):
        on_the_command_line(given.program, at, given.runs, n)
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
    words.add_argument("--sizes", default="67,1000,2700,10000,100000")
    words.add_argument("--runs", type=int, default=11)
    words.add_argument("--idle", type=float, default=10)
    words.add_argument("--only", default="start,keys,search,idle,save,memory,commands")
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
