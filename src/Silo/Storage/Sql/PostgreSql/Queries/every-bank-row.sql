SELECT upload, kind, id, amount FROM bank_row ORDER BY upload, kind, id;
