namespace Floe.Iceberg.Catalog;

/// <summary>A table in a namespace of one level, the only kind that S3 Tables has.</summary>
public sealed record TableIdentifier(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}
