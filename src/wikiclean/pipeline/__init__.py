"""Pages carried through the rooms: one, or many with a store, a lock, a queue and a report.

process.py   one page: clean, parse
run.py       many pages: fetch or read, process, store; resumable, interruptible
job.py       what a run is made of: targets, and how a target becomes a page
settings.py  how a run is to go
results.py   what came of targets: stored, counted, told
publish.py   from results to current records: at once, or all together when the run is sound
health.py    what is found on one page
census.py    a run's figures: pages counted, and compared with what was found on them before
drift.py     the band of earlier runs, and what left it
run_ids.py   how a run is called
workers.py   pages cleaned and parsed in this process or in others
progress.py  what a run tells while it goes
failures.py  failures.jsonl
report.py    run.json, and the exit code
metrics.py   how a run went, for Prometheus
retry.py     what failed before, asked for again
quota.py     how many failures a run may have
duration.py  how long it may take
signals.py   SIGINT, SIGTERM and a time limit end a run in good order
doctor.py    what a wiki offers, and what scraping it would cost
demo/        the main job over a packaged recording
"""
