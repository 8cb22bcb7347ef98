namespace Floe.Iceberg.Spec;

/// <summary>A default value of a nested column, as its JSON text.</summary>
public sealed record JsonText(string Json);
