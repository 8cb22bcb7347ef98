namespace Floe.JobService.Spark.Settings;

/// <summary>The two ways in which Spark reaches a table bucket.</summary>
public enum SparkCatalogForm
{
    /// <summary>Iceberg's REST catalog with Signature Version 4. Needs nothing beside Iceberg's own jars.</summary>
    Rest,

    /// <summary>AWS's <c>s3-tables-catalog-for-iceberg</c>, which speaks the S3 Tables API.</summary>
    S3Tables,
}
