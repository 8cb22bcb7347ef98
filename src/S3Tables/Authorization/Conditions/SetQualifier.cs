namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>How a condition treats a key that has several values in one request.</summary>
public enum SetQualifier
{
    None,

    /// <summary><c>ForAnyValue:</c></summary>
    AnyValue,

    /// <summary><c>ForAllValues:</c></summary>
    AllValues,
}
