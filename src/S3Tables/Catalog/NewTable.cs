namespace Floe.S3Tables.Catalog;

/// <summary>Where a table is to be created, and by whom.</summary>
public sealed record NewTable(string BucketArn, string Namespace, string Name, string CreatedBy);
