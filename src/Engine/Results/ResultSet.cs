using System.Text.Json.Serialization;

namespace Floe.Engine;

/// <summary>
/// The rows of a query. Values are <c>null</c>, <c>bool</c>, integers up to <c>BigInteger</c>, <c>float</c>, <c>double</c>, <c>decimal</c>
/// (<c>IcebergDecimal</c> beyond 28 digits),
/// <c>string</c>, <c>DateOnly</c>, <c>TimeOnly</c>, <c>DateTime</c> (without zone), <c>DateTimeOffset</c> (instants, in UTC), <c>Guid</c>,
/// <c>byte[]</c>, lists of values, <see cref="ResultStruct"/> and <see cref="ResultMap"/>.
/// </summary>
/// <param name="Columns">Name and type of each column.</param>
/// <param name="Rows">Each with one value a column.</param>
/// <param name="Truncated">Whether the query gave more rows than were asked for.</param>
[JsonConverter(typeof(ResultSetJsonConverter))]
public sealed record ResultSet(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool Truncated);

/// <summary>A value of a struct type: fields in the type's order.</summary>
public sealed record ResultStruct(IReadOnlyList<KeyValuePair<string, object?>> Fields);

/// <summary>A value of a map type.</summary>
public sealed record ResultMap(IReadOnlyList<KeyValuePair<object, object?>> Entries);
