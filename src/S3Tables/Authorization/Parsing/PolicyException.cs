namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>A text is not a valid policy. To callers a bad request (400); in the configuration a failed start.</summary>
public sealed class PolicyException(string element, string problem) : Exception($"Malformed policy: {element}: {problem}")
{
    /// <summary>Where it is: <c>Policy</c>, <c>Statement[0].Condition.StringEquals</c> …</summary>
    public string Element { get; } = element;
}
