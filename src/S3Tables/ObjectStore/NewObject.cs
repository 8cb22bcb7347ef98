namespace Floe.S3Tables.ObjectStore;

/// <summary>An object that is to be, with what has arrived of it: all its bytes.</summary>
internal sealed record NewObject(string Bucket, string Key, IncomingContent Content, ObjectAttributes Attributes);
