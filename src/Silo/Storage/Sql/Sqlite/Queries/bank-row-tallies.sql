SELECT kind, count(*), sum(amount) FROM bank_row WHERE upload = @upload GROUP BY kind;
