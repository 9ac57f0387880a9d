SELECT min(received_at) FROM journal WHERE received_at >= @from;
