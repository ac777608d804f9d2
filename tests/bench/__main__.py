"""`python -m tests.bench` runs all benchmarks; `python -m tests.bench growth` only those that are named."""

from __future__ import annotations

import sys

from tests.bench import bench_command, bench_growth, bench_in_process, bench_pdf, bench_report

BENCHMARKS = {
    "in-process": bench_in_process.run,
    "command": bench_command.run,
    "growth": bench_growth.run,
    "pdf": bench_pdf.run,
    "report": bench_report.run,
}


def main(wanted: list[str]) -> int:
    """Run the wanted benchmarks, or all; 0 whatever the figures are, 2 for a name that none bears."""
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in wanted or BENCHMARKS:
        BENCHMARKS[name]()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
