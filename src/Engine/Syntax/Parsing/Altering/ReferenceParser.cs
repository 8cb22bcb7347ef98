using System.Globalization;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Syntax.Parsing.Altering;

/// <summary>Branches and tags: <c>CREATE BRANCH b AS OF VERSION 5 RETAIN 7 DAYS WITH SNAPSHOT RETENTION 2 SNAPSHOTS 3 DAYS</c>.</summary>
internal static class ReferenceParser
{
    public static PutReference ParsePut(TokenCursor cursor, QualifiedName table)
    {
        var create = cursor.Accept("CREATE");
        var replace = create ? cursor.Accept("OR", "REPLACE") : cursor.Accept("REPLACE");
        var type = ParseType(cursor);
        var ifNotExists = create && !replace && cursor.Accept("IF", "NOT", "EXISTS");
        var position = cursor.Position;
        var name = cursor.ExpectName(type == SnapshotRefType.Branch ? "a branch name" : "a tag name");
        long? version = cursor.Accept("AS", "OF", "VERSION") ? ParseVersion(cursor) : null;
        TimeSpan? retain = cursor.Accept("RETAIN") ? ParseTime(cursor) : null;
        var (minSnapshots, maxAge) = type == SnapshotRefType.Branch && cursor.Accept("WITH", "SNAPSHOT", "RETENTION") ? ParseRetention(cursor) : (null, null);
        return new PutReference(table, type, name, position, create, replace, ifNotExists, version, retain, minSnapshots, maxAge);
    }

    public static DropReference ParseDrop(TokenCursor cursor, QualifiedName table)
    {
        var type = ParseType(cursor);
        var ifExists = cursor.Accept("IF", "EXISTS");
        var position = cursor.Position;
        return new DropReference(table, type, cursor.ExpectName("the name"), position, ifExists);
    }

    private static SnapshotRefType ParseType(TokenCursor cursor)
    {
        if (cursor.Accept("BRANCH"))
            return SnapshotRefType.Branch;
        return cursor.Accept("TAG") ? SnapshotRefType.Tag : throw cursor.Unexpected("BRANCH or TAG");
    }

    private static (int?, TimeSpan?) ParseRetention(TokenCursor cursor)
    {
        var (snapshots, age) = ((int?)null, (TimeSpan?)null);
        do
        {
            if (snapshots is null && cursor.Peek().IsWord("SNAPSHOTS"))
            {
                snapshots = ParsePositive(cursor, "a number of snapshots");
                cursor.Expect("SNAPSHOTS");
            }
            else if (age is null)
                age = ParseTime(cursor);
            else
                break;
        }
        while (cursor.Current.Kind == TokenKind.Number);
        return (snapshots, age);
    }

    private static TimeSpan ParseTime(TokenCursor cursor)
    {
        var number = ParsePositive(cursor, "a number of days, hours or minutes");
        if (cursor.Accept("DAYS") || cursor.Accept("DAY"))
            return TimeSpan.FromDays(number);
        if (cursor.Accept("HOURS") || cursor.Accept("HOUR"))
            return TimeSpan.FromHours(number);
        return cursor.Accept("MINUTES") || cursor.Accept("MINUTE") ? TimeSpan.FromMinutes(number) : throw cursor.Unexpected("DAYS, HOURS or MINUTES");
    }

    private static int ParsePositive(TokenCursor cursor, string what)
    {
        var position = cursor.Position;
        // The longest time that counts in milliseconds.
        return cursor.ExpectInteger(what) is > 0 and <= 10_000_000 and var number ? number : throw new SqlError($"Expected {what}, from 1 to 10000000.", position);
    }

    private static long ParseVersion(TokenCursor cursor) =>
        cursor.Current.Kind == TokenKind.Number && long.TryParse(cursor.Current.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && cursor.Take().Kind == TokenKind.Number
            ? version
            : throw cursor.Unexpected("a snapshot id");
}
