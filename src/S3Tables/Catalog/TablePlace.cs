namespace Floe.S3Tables.Catalog;

/// <summary>Where a table is, or is to be, and which account acts on it.</summary>
public sealed record TablePlace(string BucketArn, string Namespace, string Name, string By);
