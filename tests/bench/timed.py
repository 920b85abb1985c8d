"""A piece of work done often enough to be timed, as timed.ts does it."""
import statistics
import time

from measured import peak_memory


def timed(work):
    """The first time, the middle of the later half of those within 0.25 s, the result, and the
    memory of the process by the end of the first time."""
    began, times, memory = time.perf_counter(), [], None
    while True:
        start = time.perf_counter()
        result = work()
        now = time.perf_counter()
        times.append(now - start)
        if len(times) == 1:
            memory = peak_memory()
        if times[0] >= 2 or (len(times) > 1 and now - began > 0.25):
            return times[0], statistics.median(times[len(times) // 2 :]), result, memory
