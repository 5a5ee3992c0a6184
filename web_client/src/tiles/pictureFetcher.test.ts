import { expect, test } from "vitest";
import { PictureFetcher, type PictureWish } from "./pictureFetcher";

/** A fetcher whose pictures come when the test says so. */
function stage() {
  const asked: { wish: PictureWish; come: () => void; fail: () => void }[] = [];
  const failures: string[] = [];
  const fetcher = new PictureFetcher(
    (wish) =>
      new Promise((resolve, reject) => {
        asked.push({
          wish,
          come: () => { resolve([]); },
          fail: () => { reject(new Error("gone")); },
        });
      }),
    () => undefined,
    ({ image }) => failures.push(image),
  );
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  return { fetcher, asked, failures, settle, images: () => asked.map(({ wish }) => wish.image) };
}

const wish = (layer: number, channel: number, image: string): PictureWish => ({ layer, channel, image });

test("three at a time, those of the layer one looks at first", async () => {
  const { fetcher, asked, images, settle } = stage();
  for (let channel = 0; channel < 5; channel++) fetcher.wish(wish(0, channel, `a${channel}`));
  fetcher.wish(wish(1, 0, "b0"));
  fetcher.prefer(1);
  expect(images()).toEqual(["a0", "a1", "a2"]);
  asked[1]?.come();
  await settle();
  expect(images().slice(3)).toEqual(["b0"]);
  expect(fetcher.take()).toEqual({ ...wish(0, 1, "a1"), levels: [] });
  expect(fetcher.take()).toBeNull();
});

test("a newer picture of a tile follows the one on its way, and what is gone meanwhile is no failure", async () => {
  const { fetcher, asked, failures, images, settle } = stage();
  fetcher.wish(wish(0, 0, "step 1"));
  fetcher.wish(wish(0, 0, "step 2"));
  fetcher.wish(wish(0, 0, "step 3"));
  expect(images()).toEqual(["step 1"]);
  asked[0]?.fail();
  await settle();
  expect(images()).toEqual(["step 1", "step 3"]);
  asked[1]?.fail();
  await settle();
  expect(failures).toEqual(["step 3"]);
});

test("what was forgotten is not shown", async () => {
  const { fetcher, asked, settle } = stage();
  fetcher.wish(wish(0, 0, "a"));
  fetcher.wish(wish(0, 1, "b"));
  asked[1]?.come();
  await settle();
  fetcher.forget(0, 0);
  fetcher.forget(0, 1);
  asked[0]?.come();
  await settle();
  expect(fetcher.take()).toBeNull();
});

test("nothing more is fetched while nobody takes what has come", async () => {
  const { fetcher, asked, settle } = stage();
  for (let channel = 0; channel < 40; channel++) fetcher.wish(wish(0, channel, `a${channel}`));
  for (let i = 0; i < 40; i++) {
    asked[i]?.come();
    await settle();
  }
  expect(asked.length).toBe(12);
  while (fetcher.take()) await settle();
  expect(asked.length).toBeGreaterThan(12);
});
