SELECT kind, count(*), sum(amount)::bigint FROM bank_row WHERE upload = @upload GROUP BY kind;
