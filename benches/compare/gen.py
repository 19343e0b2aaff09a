#!/usr/bin/env python3
"""gen.py OUT N...: N work items under OUT/N/, for peidang and in each peer's own format.

A title is one of the seed plan's 67 task texts plus a unit name; dates, states and ids are made from the index, so two
runs give the same files. One plan is opened at a time, so all N entries stand in one plan: up to 2,700 that is the seed's
67 tasks, beyond it the 67 tasks are repeated until a task has at most 40 entries (10,000: 4 times, 100,000: 40 times), so
that the file of a task stays as small as a district's.
"""
import datetime, os, re, sys, uuid
HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "../../seeds/zhoucun-2024")
PLAN = open(os.path.join(SEED, "plan.yaml"), encoding="utf-8").read()
ROSTER = open(os.path.join(SEED, "roster.yaml"), encoding="utf-8").read()
TASKS = re.findall(r'requirement: "(.+?)"\n', PLAN)
UNITS = re.findall(r"^- name: (\S+)\n  kind", ROSTER, re.M)
assert len(TASKS) == 67 and len(UNITS) > 30, (len(TASKS), len(UNITS))
STATES = ["未开展", "进行中", "已完成", "需协调"]
STATUS = ["not_started", "in_progress", "submitted", "done", "in_progress", "in_progress"]
DUE = ["2024-07-05", "7月底前", "2024-09-30", "8月中旬", "持续推进", "", "2024-12-20", "第三季度"]


def items(n):
    first = datetime.date(2024, 7, 1)
    for i in range(n):
        unit, task = UNITS[(i // 67 + i) % len(UNITS)], TASKS[i % 67]
        yield i, unit, task, f"{unit}：{task}", first + datetime.timedelta(i * 7 % 180), STATES[i % 4]


def put(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(lines)


def word(i):
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[i * 7919 >> 5 * p & 31] for p in range(5))


def plan_text(times):
    """The seed's plan, its areas repeated; ids go on counting."""
    head, areas = PLAN.split("areas:\n")
    body = areas.replace("# end\n", "")
    def shifted(k):
        body_k = re.sub(r"(?m)^(\s+- id: )(\d+)$", lambda m: f"{m[1]}{int(m[2]) + 67 * k}", body)
        return re.sub(r"(?m)^(\s+units_from: )(\d+)$", lambda m: f"{m[1]}{int(m[2]) + 67 * k}", body_k)
    return head + "areas:\n" + "".join(shifted(k) for k in range(times)) + "# end\n"


def peidang(at, n):
    times = max(1, -(-n // 2700))
    if times > 1:
        times = 40 * n // 100000
    tasks = 67 * times
    root = f"{at}/peidang"
    put(f"{root}/p/plan.yaml", [plan_text(times)])
    put(f"{root}/p/roster.yaml", [ROSTER])
    put(f"{root}/state.yaml", ["plan: p\nview: tasks\nselected: task/1\nday: 2024-07-08\n"])
    files = {}
    for i, unit, _, title, due, _ in items(n):
        task = i % tasks + 1
        lines = [f"- id: {task}-{word(i)}\n  units:\n  - {unit}\n  measure: 落实“{title[:24]}”，形成工作台账并公开\n",
                 f"  person: 王{unit[1]}{i % 10}\n"]
        if DUE[i % 8]:
            lines.append(f"  due: {chr(39) + DUE[i % 8] + chr(39) if DUE[i % 8][0] == '2' else DUE[i % 8]}\n")
        status = STATUS[i % 6]
        lines.append(f"  status: {status}\n")
        if i % 3 == 0:
            lines.append(f"  percent: {i * 7 % 100}\n  progress:\n  - date: {due}\n    text: 已完成初稿，正在征求意见\n    by: 张某\n")
        if status in ("submitted", "done"):
            lines.append(f"  reported_on: 2024-07-0{i % 7 + 1}\n")
        files.setdefault(task, []).append("".join(lines))
    for task, entries in files.items():
        put(f"{root}/p/entries/{task:02}.yaml", ["schema: 1\nentries:\n", *entries, "# end\n"])


def make(out, n):
    at = os.path.join(out, str(n))
    peidang(at, n)
    rows = list(items(n))
    ident = lambda i: str(uuid.uuid5(uuid.NAMESPACE_OID, str(i)))
    stamp = lambda d: int(datetime.datetime(d.year, d.month, d.day, tzinfo=datetime.timezone.utc).timestamp())
    put(f"{at}/lines.txt", (f"{i + 1}\t{unit}\t{title}\t{due}\t{state}\n" for i, unit, _, title, due, state in rows))
    put(f"{at}/task/pending.data", (f'[description:"{t}" due:"{stamp(d)}" entry:"{1719800000 + i}" modified:"{1719800000 + i}" '
        f'project:"{u}" status:"pending" uuid:"{ident(i)}"]\n' for i, u, _, t, d, s in rows))
    for name in ("completed", "undo", "backlog"):
        put(f"{at}/task/{name}.data", [])
    put(f"{at}/taskrc", [f"data.location={at}/task\nconfirmation=no\nverbose=nothing\nhooks=off\n"])
    put(f"{at}/calcurse/todo", (f"[{i % 9 + 1}] {t}\n" for i, u, _, t, d, s in rows))
    put(f"{at}/calcurse/apts", (f"{d:%m/%d/%Y} [1] {t}\n" for i, u, _, t, d, s in rows))
    put(f"{at}/calcurse/conf", ["general.firstdayofweek=monday\ngeneral.confirmquit=no\ngeneral.confirmdelete=no\n"])
    put(f"{at}/calcurse/keys", [])


if __name__ == "__main__":
    for n in sys.argv[2:]:
        make(os.path.abspath(sys.argv[1]), int(n))
