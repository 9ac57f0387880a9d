SELECT login_provider, provider_key, provider_display_name, user_id
FROM person_login
ORDER BY login_provider, provider_key;
