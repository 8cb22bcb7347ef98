using System.Text.Json;

namespace Floe.JobService.Contracts;

/// <summary>Rows of a SELECT as JSON values, in column order; truncated where the statement had more rows than were kept.</summary>
public sealed record RowSet(IReadOnlyList<RowSetColumn> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, bool Truncated);

public sealed record RowSetColumn(string Name, string Type);
