-- By the place of each in what was asked for, from 0; what is not there comes out as a row less.
SELECT asked.key, d.version, d.body
FROM json_each(@kinds) AS asked
CROSS JOIN document AS d ON d.kind = asked.value AND d.id = json_extract(@ids, '$[' || asked.key || ']');
