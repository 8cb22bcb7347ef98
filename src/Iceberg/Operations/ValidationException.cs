namespace Floe.Iceberg.Operations;

/// <summary>An operation does not fit the table any more: what it builds on was changed by somebody else. Repeating the commit does not help; the work has to be done again.</summary>
public sealed class ValidationException(string message, Exception? inner = null) : IcebergException(message, inner);
