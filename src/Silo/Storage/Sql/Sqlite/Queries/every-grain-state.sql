SELECT ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, ModifiedOn, Version
FROM OrleansStorage
ORDER BY ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString;
