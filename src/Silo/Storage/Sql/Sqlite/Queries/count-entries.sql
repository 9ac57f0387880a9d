SELECT count(*) FROM journal;
