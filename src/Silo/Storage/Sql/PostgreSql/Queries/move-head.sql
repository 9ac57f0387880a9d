UPDATE ledger_head SET seq = @new, hash = @hash WHERE partition = @partition AND seq = @old;
