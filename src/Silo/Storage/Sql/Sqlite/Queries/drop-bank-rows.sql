DELETE FROM bank_row WHERE upload = @upload;
