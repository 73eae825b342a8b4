import sys, time, secrets, cProfile, pstats, os
sys.path.insert(0,'/tmp/bk/c')
import django; django.setup()
from datetime import timedelta
from django.db import connection
from django.conf import settings
settings.DEBUG=False
from bench.races import _draft
from lupaus.company import calendar
from lupaus.kernel import walltime
from lupaus.foundation import clock
from lupaus.promises import Actor, Purpose
from lupaus.orders.models import Draft
from lupaus.orders import drafts
from lupaus.scheduling import visits, availability, holds
from lupaus.vault.reading import processing
N=int(os.environ.get("N","30"))
at=clock.now()
ids=[]
d0=None
def mk():
    import datetime
    d=walltime.day_of(at)+timedelta(days=30)
    did=_draft(walltime.combine(d,datetime.time(9)),at)
    dr=Draft.objects.get(id=did)
    by=Actor.visitor(dr.subject_id)
    with processing(by,Purpose.ORDERING,at):
        req=availability.request_of(dr,at=at)
        free=availability.free_times(req,at=at,days=30)
        holds.hold(dr,free[len(free)//2].starts_at,by=by,at=at)
    return Draft.objects.get(id=did)
ds=[mk() for _ in range(N+4)]
def book(dr):
    by=Actor.visitor(dr.subject_id)
    with processing(by,Purpose.ORDERING,at):
        visits.book(dr,by=by,at=at)
for d in ds[:4]: book(d)
ts=[]
half=ds[4:4+N//2]
for d in half:
    t=time.perf_counter(); book(d); ts.append((time.perf_counter()-t)*1000)
ts.sort(); print("book median ms",round(ts[len(ts)//2],2),"min",round(ts[0],2))
# query-time share
qs=[]
def wrap(execute,sql,params,many,ctx):
    t=time.perf_counter(); r=execute(sql,params,many,ctx); qs.append((time.perf_counter()-t,sql)); return r
rest=ds[4+N//2:]
with connection.execute_wrapper(wrap):
    for d in rest[:5]: book(d)
print("queries per booking",len(qs)/5,"query ms per booking",round(sum(q[0] for q in qs)/5*1000,2))
import collections
agg=collections.Counter()
cnt=collections.Counter()
for t,s in qs: agg[s[:70]]+=t; cnt[s[:70]]+=1
for s,t in agg.most_common(40): print(round(t/5*1000,3),cnt[s]/5,s.replace("\n"," "))
# commit cost
with connection.cursor() as c:
    c.execute("create table if not exists bench_floor (id bigserial primary key, at date default now())")
    tt=[]
    for _ in range(30):
        t=time.perf_counter(); c.execute("insert into bench_floor default values"); tt.append((time.perf_counter()-t)*1000)
    tt.sort(); print("insert+commit ms",round(tt[15],2))
    tt=[]
    for _ in range(30):
        t=time.perf_counter(); c.execute("select 1"); tt.append((time.perf_counter()-t)*1000)
    tt.sort(); print("select 1 ms",round(tt[15],3))
    c.execute("drop table bench_floor")
p=cProfile.Profile(); p.enable()
for d in rest[5:]: book(d)
p.disable()
pstats.Stats(p).sort_stats("cumtime").print_stats("lupaus.(?!.*fixtures)|asdict", 70)
