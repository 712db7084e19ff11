"""Makes a line of a table of what drive.py measured: line.py DATABASE LOAD < JSON"""

import json
import sys


def main():
    name, load = sys.argv[1:]
    told = json.load(sys.stdin)
    ms = told["ms"]["all"]
    cells = [
        name,
        f"{told['firms']:,}",
        f"{told['first_request_s']} s",
        *(f"{ms[share]} ms" for share in ("p50", "p95", "p99")),
        f"{told['max_ms']} ms",
        f"{told['peak_MB']} MB",
        f"{told['driver_late_ms']} ms",
        str(len(told["wrong"])),
        load,
    ]
    print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
