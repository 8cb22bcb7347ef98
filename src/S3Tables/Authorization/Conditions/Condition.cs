namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>One key under one operator. All conditions of a statement must hold.</summary>
public abstract record Condition(string Key)
{
    public abstract bool Holds(RequestContext context);
}
