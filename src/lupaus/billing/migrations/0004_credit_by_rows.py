"""An invoice may be credited row by row; its credit notes together never come to more than the invoice."""

from django.db import migrations

_GUARD = """
create function billing_credit_stays_within() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(total_cents), 0) from billing_invoice
      where id = new.original_id or original_id = new.original_id) < 0 then
    raise exception 'more is credited than the invoice asks' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger billing_credit_stays_within after insert on billing_invoice
  for each row when (new.original_id is not null) execute function billing_credit_stays_within();
"""
_GONE = """
drop trigger billing_credit_stays_within on billing_invoice;
drop function billing_credit_stays_within();
"""


class Migration(migrations.Migration):
    """Let the database watch the sum instead of the count."""

    dependencies = (("billing", "0003_payment_terms"),)
    operations = (
        migrations.RemoveConstraint(model_name="invoice", name="invoice_is_credited_once"),
        migrations.RunSQL(sql=_GUARD, reverse_sql=_GONE),
    )
