namespace Floe.Iceberg.Updates;

/// <summary>One change of table metadata as the REST specification names it. Applied by <see cref="TableMetadataBuilder"/>; on the wire by <see cref="MetadataUpdateJson"/>.</summary>
public abstract record MetadataUpdate
{
    /// <summary>In set-current-schema, set-default-spec and set-default-sort-order: the one that the same request added last.</summary>
    public const int LastAdded = -1;
}
