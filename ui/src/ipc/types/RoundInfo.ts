export type RoundInfo = { code: string; name: string; period: string; deadline: string | null };
