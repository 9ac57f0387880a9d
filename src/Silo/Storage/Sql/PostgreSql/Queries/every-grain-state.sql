SELECT ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, to_char(ModifiedOn, 'YYYY-MM-DD HH24:MI:SS'), Version
FROM OrleansStorage
ORDER BY ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString;
