SELECT partition, seq, occurred_before FROM period_head;
