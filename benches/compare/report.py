#!/usr/bin/env python3
"""report.py FIGURES.jsonl...: the figures of measure.py as Markdown tables, with ratios to the floor of the same run."""
import json, sys
rows = [json.loads(line) for path in sys.argv[1:] for line in open(path) if line.strip()]
show = lambda v: "–" if v is None else f"{v:,.0f}" if abs(v) >= 100 else f"{v:.1f}" if abs(v) >= 10 else f"{v:.2f}"
of = lambda what, n: [r for r in rows if r["what"] == what and r.get("n") == n]
sizes = sorted({r["n"] for r in rows if "n" in r})


def table(title, what, columns, ratio=None):
    print(f"\n### {title}\n\n| items | program | " + " | ".join(head for head, _ in columns) + (" | ÷ floor |" if ratio else " |"))
    print("|" + "---|" * (len(columns) + 2 + bool(ratio)))
    for n in sizes:
        floor = next((r for r in of(what, n) if r["program"] == "floor"), {})
        for r in of(what, n):
            cells = [show(r.get(key)) for _, key in columns]
            if ratio:
                mine = r.get(ratio) or r.get("last")
                cells.append(show(mine / (floor.get(ratio) or floor["last"])) + "×" if mine and floor else "–")
            print(f"| {n:,} | {r['program']} | " + " | ".join(cells) + " |")


spread = [r["most"] / r["least"] for r in rows if r["what"] == "start" and r["program"] == "floor"]
if spread and max(spread) >= 1.3:
    print(f"The floor's start spreads {max(spread):.1f}×: the machine was busy, and the starts of this run are not to be judged.")
for r in rows:
    if r["what"] == "absent":
        print(f"- absent here: {r['program']}")
table("Start, ms (first whole frame; everything loaded and counted)", "start",
      [("first byte", "first"), ("first frame", "frame"), ("all", "last"), ("bytes", "bytes"), ("peak MiB", "peak_mib")], "frame")
table("One line down, ms to the whole frame", "key", [("median", "last"), ("worst", "most"), ("bytes", "bytes")], "last")
table("A typed letter of a search, ms", "letter", [("shown", "first"), ("all results", "last"), ("worst", "most"), ("bytes", "bytes")])
table("One change of status, ms", "save", [("shown", "shown"), ("已保存", "saved"), ("worst", "saved_max"), ("bytes to files", "file_bytes"),
      ("syncs", "syncs"), ("the task's file", "task_file"), ("append + sync", "append_sync"), ("+ replace + sync", "append_and_replace")])
table("The same files' YAML read in one thread, ms", "parse", [("all", "last")])
table("On the command line from start to end, ms", "command", [("median", "last"), ("worst", "most"), ("runs", "runs")])
table("Ten seconds without a key", "idle", [("ms of processor", "cpu_ms"), ("bytes", "bytes")])
table("Peak memory after a walk through all views and a search, MiB", "memory", [("peak", "peak_mib")])
